// The door of the api: a module and a server that a launcher composes, in one process with the worker or alone.
export { API_CONTROLLERS, ApiModule } from './api.module';
export type { ApiOptions } from './api-options';
export { createApi } from './create-api';
export { describeApi } from './describe-api';
export { Unkeyed } from './http/idempotency';
export { Policy } from './http/route-policy';
export { openLog } from './log/json-log';
export { openHttpRedirect } from './tls/http-redirect';
