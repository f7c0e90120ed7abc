import { loggedPath } from './logged-path';

it.each([
  ['/api/v1/links/abc', '/api/v1/links/…'],
  ['/api/v1/links/abc/approval?x=1', '/api/v1/links/…/approval'],
  ['/l/abc', '/l/…'],
  ['/api/v1/bookings/123?q=thuốc', '/api/v1/bookings/123'],
])('%s stands in the log as %s', (url, logged) => {
  expect(loggedPath(url)).toBe(logged);
});
