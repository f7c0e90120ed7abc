// The page of a pole, for everybody who stands below it; the complaint as whoever wrote it sees it again; and the label with the way here.
import type { PublicPoleItem, PublicPole } from '#application';
import { COMPLAINT_TOPICS, isAwaited, localDateOf, MAX_COMPLAINT_LETTERS, type Complaint } from '#domain';
import { dayAndTimeText, durationText, fill, words, type ProblemText } from '#words';
import { html, type Html } from '../html';
import { layout } from '../layout';
import { intentField } from '../parts/intent-field';
import { phoneTop } from '../parts/phone-top';
import type { Preferences } from '../preferences';
import { dayName, statesText } from './village-card';

interface PolePage {
  readonly preferences: Preferences;
  readonly view: PublicPole;
  readonly refusal?: ProblemText | undefined;
  /** What was typed into a form that was refused, so that nobody types it again. */
  readonly draft?: Pick<Complaint, 'topic' | 'text'> | undefined;
}

export function polePage(page: PolePage): string {
  const { preferences, view, refusal } = page;
  const text = words(preferences.language).screens.pole;
  const body = html`<p class="state" role="status">${stateSentence(page)}</p>
    <section aria-labelledby="week">
      <h2 id="week">${text.week}</h2>
      ${
        view.items.length === 0
          ? html`<p class="state">${text.nothing}</p>`
          : html`<ul class="cards">
              ${repeatsOf(view).map((repeats) => itemCard(repeats, page))}
            </ul>`
      }
      <p class="muted">${text.notAgain}</p>
    </section>
    <section aria-labelledby="complain">
      <h2 id="complain">${text.complain}</h2>
      <p class="muted">${text.complainHint}</p>
      ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
      ${complaintForm(page)}
    </section>`;
  return aroundPole(page, body);
}

/** After it was sent, and whenever its address is opened again. */
export function complaintPage(page: PolePage, complaint: Complaint): string {
  const { preferences, view } = page;
  const { language } = preferences;
  const text = words(language).screens.pole;
  const at = (instant: number) => dayAndTimeText(language, instant, view.commune.timeZone);
  const { topic, answer, closedAt } = complaint;
  const body = html`<p class="state" role="status">${fill(text.sent, { at: at(complaint.at) })}</p>
    <section class="card">
      <h2>${text.yours}</h2>
      <p><strong>${text.topics[topic]}</strong></p>
      ${complaint.text === '' ? undefined : html`<p>${complaint.text}</p>`}
    </section>
    <section class="card">
      <h2>${text.answer}</h2>
      <p>${closedAt === null ? text.open : fill(text.closed, { at: at(closedAt) })}</p>
      ${answer ? html`<p>${answer}</p>` : undefined}
    </section>
    <p class="muted">${text.keep}</p>
    <p><a class="button" href="/pole/${view.pole.publicCode}">${text.toPage}</a></p>`;
  return aroundPole(page, body);
}

function aroundPole({ preferences, view }: PolePage, body: Html): string {
  const { commune, village, pole } = view;
  const heading = fill(words(preferences.language).screens.pole.title, { pole: pole.name });
  const main = html`<main class="phone">
    ${phoneTop({
      preferences,
      heading,
      below: `${village.label} ${village.name}, ${commune.name}`,
      phone: commune.phone,
      here: `/pole/${pole.publicCode}`,
    })}
    ${body}
  </main>`;
  return layout({ preferences, title: heading, body: main });
}

function stateSentence({ preferences, view }: PolePage): string {
  const { language } = preferences;
  const text = words(language).screens.pole;
  if (view.state === 'offline' && view.lastSeenAt === null) return text.neverSeen;
  const since = view.lastSeenAt === null ? '' : dayAndTimeText(language, view.lastSeenAt, view.commune.timeZone);
  return fill(text.states[view.state], { since });
}

type Repeats = readonly [PublicPoleItem, ...PublicPoleItem[]];

/** What a warning said twenty times on a day is one card; an item, which may be heard again, has each its own. The first time leads. */
function repeatsOf({ items, commune }: PublicPole): readonly Repeats[] {
  const all = new Map<string, Repeats>();
  for (const item of items) {
    const { airingId, kind, title, startsAt } = item;
    const key = kind === 'item' ? airingId : [kind, localDateOf(startsAt, commune.timeZone), title].join(' ');
    const known = all.get(key);
    all.set(key, known ? [item, ...known] : [item]);
  }
  return [...all.values()];
}

function itemCard(repeats: Repeats, { preferences, view }: PolePage): Html {
  const [item] = repeats;
  const { language } = preferences;
  const { screens } = words(language);
  const { timeZone } = view.commune;
  const day = dayName(localDateOf(item.startsAt, timeZone), localDateOf(view.now, timeZone), language);
  const told = repeats.map((each) => ({ ...each, isAwaited: isAwaited(each, each, view.now) }));
  const about = `${item.title}, ${dayAndTimeText(language, item.startsAt, timeZone)}`;
  return html`<li class="card">
    <h3>${item.title}</h3>
    <p class="muted">
      ${dayAndTimeText(language, item.startsAt, timeZone).slice(0, 5)} ${day} ·
      ${item.kind === 'item' ? durationText(language, item.durationMs) : screens.village.kinds[item.kind]}
    </p>
    <p>${statesText(told, language)}</p>
    ${item.sounds.map(
      (_, index) =>
        html`<audio
          controls
          preload="none"
          aria-label="${screens.pole.listen}: ${about}"
          src="/pole/${view.pole.publicCode}/airings/${item.airingId}/sounds/${index}"
        ></audio>`,
    )}
  </li>`;
}

function complaintForm({ preferences, view, draft }: PolePage): Html {
  const text = words(preferences.language).screens.pole;
  return html`<form class="ask" method="post" action="/pole/${view.pole.publicCode}/complaints">
    ${intentField()}
    <fieldset>
      <legend>${text.topic}</legend>
      ${COMPLAINT_TOPICS.map((topic) => {
        const input =
          draft?.topic === topic
            ? html`<input type="radio" name="topic" value="${topic}" required checked />`
            : html`<input type="radio" name="topic" value="${topic}" required />`;
        return html`<label class="choice">${input} ${text.topics[topic]}</label>`;
      })}
    </fieldset>
    <label
      >${text.text}<textarea name="text" rows="4" maxlength="${MAX_COMPLAINT_LETTERS}">${draft?.text}</textarea>
    </label>
    <button class="primary">${text.send}</button>
  </form>`;
}
