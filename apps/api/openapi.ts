// The API described for programs: OpenAPI 3.0 from the schemas that guard its doors, and a page to read it.
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problemShape } from './door/problem-answer';

const DESCRIPTION = `
The broadcast desk of a commune. Instants are RFC 3339 in UTC; rules (slots, dates, recurrence) are wall time of the commune.

**Refusals** are \`application/problem+json\` (RFC 9457): act on \`code\`, show \`detail\` (Vietnamese, or English by \`Accept-Language\`).
**Editing** needs \`If-Match\` with the \`ETag\` of what was edited. **Sending again** is safe with an \`Idempotency-Key\` on any POST of a
signed-in person (kept 7 days; not for uploads and for answers that hold a secret). **Lists** take \`limit\` and \`cursor\`.
`.trim();

/** The description of everything that this app serves. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Loa Làng')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth('loa_session', { type: 'apiKey', in: 'cookie', description: 'Made by `signIn`' }, 'session')
    .addBearerAuth({ type: 'http', description: 'A personal API token, `loa_…`' }, 'token')
    .addSecurity('device', { type: 'http', scheme: 'basic', description: 'Device id and credential' })
    .addGlobalResponse({
      status: 'default',
      description: 'Any refusal. Every route may answer `bad-request`, `not-signed-in`, `unavailable` and `unexpected`.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
    .build();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (_controller, method) => method,
    autoTagControllers: false,
  });
  // Named by reference in every refusal; nothing else brings it in.
  const { definitions } = problemShape['~standard'].jsonSchema.output({ target: 'openapi-3.0' }) as {
    readonly definitions: Readonly<Record<string, object>>;
  };
  return { ...document, components: { ...document.components, schemas: { ...document.components?.schemas, ...definitions } } };
}

/** Serves the description and the page at `/api/openapi.json` and `/api/docs`. */
export function serveDescription(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Loa Làng API',
  });
}
