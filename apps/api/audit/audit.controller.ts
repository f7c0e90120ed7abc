// The event log for those who ask later: filtered, exported whole, and checked from its first row. Nothing here changes it.
import { Readable } from 'node:stream';
import { AuditInspection, EventLog, isIntact, Places, type AuditEntry } from '#application';
import type { Actor } from '#domain';
import { auditTexts, words, type Language } from '#words';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersBytes, Operation, Refuses } from '../http/answers';
import { presentPage } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { CSV_BEGIN, CSV_TYPE, csvRow } from '../reports/csv';
import {
  auditActors,
  auditExportQuery,
  auditLine,
  auditPage,
  auditQuery,
  auditVerdict,
  kindsOf,
  type AuditExportQuery,
  type AuditQuery,
} from './audit-shapes';

@ApiTags('audit')
@SignedIn()
@Controller('api/v1/communes/:id/audit')
export class AuditController {
  constructor(
    private readonly log: EventLog,
    private readonly inspection: AuditInspection,
    private readonly places: Places,
  ) {}

  @Get()
  @Operation('listAudit', 'Everything that happened, newest first: who, what, when, why; linked as a chain')
  @Answers(auditPage)
  @Refuses('not-found', 'not-allowed')
  async audit(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: auditQuery }) query: AuditQuery,
  ) {
    return presentPage(await this.log.audit(actor, communeId, query, { ...query, kinds: kindsOf(query) }));
  }

  @Get('actors')
  @Operation('listAuditActors', 'The people by whose acts the log can be filtered')
  @Answers(auditActors)
  @Refuses('not-found', 'not-allowed')
  async actors(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.log.actors(actor, communeId) };
  }

  @Get('verification')
  @Operation('verifyAudit', 'Whether anybody changed, removed or put in a row, read from the first to the last')
  @Answers(auditVerdict)
  @Refuses('not-found', 'not-allowed')
  async verify(@CurrentActor() actor: Actor, @Param('id') communeId: string, @AnswerLanguage() language: Language) {
    const verdict = await this.inspection.verify(actor, communeId);
    const { timeZone } = await this.places.commune(actor, communeId);
    return { ...verdict, isIntact: isIntact(verdict), sentences: auditTexts(language, verdict, timeZone) };
  }

  @Get('export.csv')
  @AnswersBytes('text/csv')
  @Operation('exportAuditTable', 'The log as a table, newest first; separated as Excel in that language expects')
  @Refuses('not-found', 'not-allowed')
  async table(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: auditExportQuery }) query: AuditExportQuery,
    @AnswerLanguage() wished: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.lang ?? wished;
    await this.send(reply, CSV_TYPE, 'nhat-ky.csv', actor, communeId, query, {
      begin: CSV_BEGIN + csvRow(language, headings(language)),
      line: (entry) => csvRow(language, cellsOf(language, entry)),
    });
  }

  @Get('export.jsonl')
  @AnswersBytes('application/jsonl')
  @Operation('exportAuditLines', 'The log as one JSON object a line, newest first, with its hashes')
  @Refuses('not-found', 'not-allowed')
  async lines(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: auditExportQuery }) query: AuditExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, 'application/jsonl; charset=utf-8', 'nhat-ky.jsonl', actor, communeId, query, {
      begin: '',
      line: (entry) => `${JSON.stringify(auditLine.parse(entry))}\n`,
    });
  }

  /** The first page is read before anything is sent, so that a refusal is an answer and not a broken file. */
  private async send(
    reply: FastifyReply,
    type: string,
    fileName: string,
    actor: Actor,
    communeId: string,
    query: AuditExportQuery,
    { begin, line }: { readonly begin: string; readonly line: (entry: AuditEntry) => string },
  ): Promise<void> {
    const pages = this.log.export(actor, communeId, { ...query, kinds: kindsOf(query) });
    const first = await pages.next();
    async function* text() {
      yield begin + (first.done ? '' : first.value.map(line).join(''));
      for await (const page of pages) yield page.map(line).join('');
    }
    await reply
      .type(type)
      .header('Content-Disposition', `attachment; filename="${fileName}"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(text()));
  }
}

function headings(language: Language): readonly string[] {
  const { number, at, kind, what, actor, subject, details, hash } = words(language).auditTable;
  return [number, at, kind, what, actor, subject, details, hash];
}

function cellsOf(language: Language, { sequence, at, kind, actor, actorName, subjectId, details, hash }: AuditEntry) {
  const what = words(language).events[kind];
  return [
    sequence,
    new Date(at).toISOString(),
    kind,
    // A sentence with a place to fill says the rest in the details.
    what.includes('{') ? '' : what,
    actorName ?? actor,
    subjectId,
    JSON.stringify(details),
    hash,
  ];
}
