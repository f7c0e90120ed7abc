// HTML as values: everything that is filled in is escaped, unless it is HTML itself.

/** A piece of HTML that may stand in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Filling = Html | string | number | undefined | readonly Html[];

/** A template whose fillings are escaped; lists of pieces are joined, nothing stays nothing. */
export function html(texts: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return new Html(texts.reduce((page, text, index) => page + textOf(fillings[index - 1]) + text));
}

/** Values for the scripts of a page: a block that the browser does not run, read by its `id`. */
export function dataBlock(id: string, values: unknown): Html {
  const json = JSON.stringify(values).replace(/</g, '\\u003c');
  return html`<script type="application/json" id="${id}">
    ${new Html(json)}
  </script>`;
}

function textOf(filling: Filling): string {
  if (filling === undefined) return '';
  if (filling instanceof Html) return filling.text;
  if (typeof filling === 'object') return filling.map(({ text }) => text).join('');
  return String(filling).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
