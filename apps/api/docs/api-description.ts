// The API described for programs: OpenAPI 3.0 from the same schemas that check what comes in and shape what goes out.
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problemShape } from '../http/problem-answer';

const INTRODUCTION = `
The broadcast desk of a commune. Instants are RFC 3339 in UTC; rules (slots, dates, recurrence) are wall time of the commune.
In requests both lie in the years 2000 to 2199.

**Refusals** are \`application/problem+json\` (RFC 9457): act on \`code\`, show \`detail\` (Vietnamese, or English by \`Accept-Language\`).
**Editing** needs \`If-Match\` with the \`ETag\` of what was edited. **Sending again** is safe with an \`Idempotency-Key\` on whatever
changes something: the same request gets the same answer and is done once, also when the server was restarted in between (kept 7 days; at least 32
letters that nobody guesses, such as a random UUID, where the answer holds a secret). Signing in, questions that change nothing and uploads in pieces
need none. **Lists** take \`limit\` and \`cursor\`.
`.trim();

/** The description of the application that stands, made when somebody asks for it first: that takes longer than to start the server. */
@Injectable()
export class ApiDescription {
  private app: NestFastifyApplication | undefined;
  private described: OpenAPIObject | undefined;

  /** Tells which application is to be described. */
  of(app: NestFastifyApplication): void {
    this.app = app;
  }

  get document(): OpenAPIObject {
    if (!this.app) throw new Error('there is no application to describe yet');
    this.described ??= describe(this.app);
    return this.described;
  }
}

/** The OpenAPI document of the application's routes. */
export function describe(app: NestFastifyApplication): OpenAPIObject {
  return withProblem(SwaggerModule.createDocument(app, outline(), { operationIdFactory: methodName }));
}

function outline(): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setTitle('Loa Làng')
    .setDescription(INTRODUCTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth('loa_session', { type: 'apiKey', in: 'cookie', description: 'Made by `signIn`' }, 'session')
    .addBearerAuth({ type: 'http', description: 'A personal API token, `loa_…`' }, 'token')
    .addSecurity('device', { type: 'http', scheme: 'basic', description: 'Device id and credential' })
    .addGlobalResponse({
      status: 'default',
      description:
        'Any refusal. Every route may answer `bad-request`, `not-signed-in`, `unavailable`, `database-full` and `unexpected`.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
    .build();
}

function methodName(_controller: string, method: string): string {
  return method;
}

/** Every refusal names the schema `Problem` by reference; nothing else would bring it in. */
function withProblem(document: OpenAPIObject): OpenAPIObject {
  const { definitions } = problemShape['~standard'].jsonSchema.output({ target: 'openapi-3.0' });
  const schemas = { ...document.components?.schemas, ...(definitions as object) };
  return { ...document, components: { ...document.components, schemas } };
}
