// The mark of Loa Làng: a loudspeaker.
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b5e4b"/><path d="M7 13h4l9-6v18l-9-6H7z" fill="#fff"/><path d="M23 11a7 7 0 0 1 0 10" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>`;
