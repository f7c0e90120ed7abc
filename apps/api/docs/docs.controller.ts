// The API description for programs, and a page to read and try it. Everything comes from this server, nothing from elsewhere.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '#domain';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenInDemo } from '../http/route-policy';
import { ApiDescription } from './api-description';

const VIEWER = dirname(require.resolve('swagger-ui-dist/package.json'));

const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Loa Làng API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#viewer', deepLinking: true });\n`;

@ApiExcludeController()
@OpenInDemo()
@Controller('api')
export class DocsController {
  constructor(private readonly description: ApiDescription) {}

  @Get('openapi.json')
  openapi() {
    return this.description.document;
  }

  @Get('docs')
  async page(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/html; charset=utf-8').send(PAGE);
  }

  @Get('docs/start.js')
  async start(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/javascript; charset=utf-8').send(START);
  }

  @Get('docs/:file')
  async viewer(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(TYPES, file) ? TYPES[file] : undefined;
    if (type === undefined) throw new Problem('not-found');
    await reply
      .type(type)
      .header('Cache-Control', 'public, max-age=86400')
      .send(await readFile(join(VIEWER, file)));
  }
}
