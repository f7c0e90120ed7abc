// The report of a month: as numbers, and as tables for a spreadsheet.
import { MonthReports } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersBytes, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { CSV_TYPE, csvFile } from './csv';
import { csvQuery, monthReport, reportMonths, reportPath, type CsvQuery, type ReportPath } from './report-shapes';
import { reportTable } from './report-tables';

@ApiTags('reports')
@SignedIn()
@Controller('api/v1/communes/:id/reports')
export class ReportsController {
  constructor(private readonly reports: MonthReports) {}

  @Get()
  @Operation('listReportMonths', 'The months of which there is a report')
  @Answers(reportMonths)
  @Refuses('not-found')
  months(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.reports.months(actor, communeId);
  }

  @Get(':month.csv')
  @AnswersBytes('text/csv')
  @Operation(
    'exportMonthReport',
    'The same as a table: UTF-8 with a byte order mark, `;` between the cells in Vietnamese and `,` in English, as Excel in that language reads it',
  )
  @Refuses('bad-request', 'not-found')
  async csv(
    @CurrentActor() actor: Actor,
    @Param({ schema: reportPath }) { id, month }: ReportPath,
    @Query({ schema: csvQuery }) { lang, table }: CsvQuery,
    @AnswerLanguage() wished: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reports.report(actor, id, month);
    const language = lang ?? wished;
    await reply
      .type(CSV_TYPE)
      .header('Content-Language', language)
      .header('Content-Disposition', `attachment; filename="loa-lang-${month}-${table}.csv"`)
      .header('Cache-Control', 'no-store')
      .send(csvFile(language, reportTable(language, report, table)));
  }

  @Get(':month')
  @Operation('getMonthReport', 'What sounded in a month, what was due and came to nothing, and what the villages said')
  @Answers(monthReport)
  @Refuses('bad-request', 'not-found')
  report(@CurrentActor() actor: Actor, @Param({ schema: reportPath }) { id, month }: ReportPath) {
    return this.reports.report(actor, id, month);
  }
}
