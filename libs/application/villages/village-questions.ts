// What a village is asked about a day: was it heard? With what was answered so far.
import {
  addDays,
  instantOf,
  isAnswerTo,
  localDateOf,
  questionsFor,
  type Actor,
  type Confirmation,
  type LocalDate,
  type Question,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** A question with the word of everybody who answered it. */
interface AskedQuestion extends Question {
  readonly answers: readonly Confirmation[];
}

@Injectable()
export class VillageQuestions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The questions about that day, today unless told otherwise, for whoever may answer them. */
  async ask(actor: Actor, villageId: string, date?: LocalDate): Promise<readonly AskedQuestion[]> {
    const { places, air } = this.unitOfWork.read;
    const village = visible(actor, await places.village(villageId));
    requireAct(actor, 'rundown.confirm', { communeId: village.communeId, villageId });
    const { timeZone } = (await places.commune(village.communeId))!;
    const now = this.clock.now();
    const day = date ?? localDateOf(now, timeZone);
    // A rundown of that day may reach over midnight.
    const span = { from: instantOf(day, '00:00', timeZone), to: instantOf(addDays(day, 2), '00:00', timeZone) };
    const rundowns = (await air.rundownsOfVillage(villageId, span.from, span.to)).filter(
      (rundown) => rundown.localDate === day,
    );
    const ids = rundowns.map(({ id }) => id);
    const [airings, playbacks, confirmations] = await Promise.all([
      air.airingsOfRundowns(ids),
      air.playbacksOfRundowns(ids),
      air.confirmations(village.communeId, day, day),
    ]);
    const own = confirmations.filter(({ personId }) => personId === actor.personId);
    return questionsFor({ rundowns, airings, playbacks }, own, now).map((question) => ({
      ...question,
      answers: confirmations.filter((each) => isAnswerTo(each, question)),
    }));
  }
}
