// A visitor of the demo gives one of its people another password: the day names that account once, and goes on with everybody else.
import { Cast } from './cast';
import { OtherPassword, type DeskClient } from './desk-client';

it('names whoever has another password, once, and plays what needs nobody of them', async () => {
  const asked: string[] = [];
  const said: string[] = [];
  const signIn = (login: string) => {
    asked.push(login);
    return login === 'mai' ? Promise.reject(new OtherPassword(login)) : Promise.resolve({} as DeskClient);
  };
  const cast = new Cast(signIn, (line) => said.push(line));
  const played: string[] = [];
  await cast.firstOf(['mai', 'ngan']);
  for (const login of ['mai', 'chutich', 'mai', 'ngan']) {
    await cast.act(async () => {
      await cast.member(login);
      played.push(login);
    });
  }
  expect(played).toEqual(['chutich', 'ngan']);
  expect(said).toEqual([expect.stringContaining('Tài khoản “mai” đã đổi mật khẩu')]);
  expect(asked).toEqual(['mai', 'ngan', 'chutich']);
  await expect(cast.act(() => Promise.reject(new Error('else')))).rejects.toThrow('else');
});
