import { ROLES } from './people';
import { digitsOf, isPhoneCode, isUnusedStep, mustHaveSecondFactor } from './second-factor';
import { STRENGTHS } from './strength';

it('tells the code of a phone from one on paper', () => {
  expect(['123456', ' 123 456 '].map(isPhoneCode)).toEqual([true, true]);
  expect(['12345', '1234567', '7KQ2-MX9B-HT4C', '٣٢١٤٥٦', ''].map(isPhoneCode)).toEqual(Array(5).fill(false));
  expect(digitsOf(' 123 456 ')).toBe('123456');
});

it('lets each code count once, and none from before the newest', () => {
  expect(isUnusedStep(8, 7)).toBe(true);
  expect([7, 6, null].map((step) => isUnusedStep(step, 7))).toEqual([false, false, false]);
});

it('asks of people with a weighty role who came in by password, where the commune wants it', () => {
  const held = (role: (typeof ROLES)[number]) => [{ id: 'g', communeId: 'c', personId: 'p', role, villageId: null }];
  const asked = ROLES.filter((role) => mustHaveSecondFactor({ grants: held(role), strength: 'password' }));
  expect(asked).toEqual(['operator', 'leader', 'technician', 'admin']);
  const ways = STRENGTHS.filter((strength) => mustHaveSecondFactor({ grants: held('leader'), strength }));
  expect(ways).toEqual(['password']);
});
