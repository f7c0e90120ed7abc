// What all pages share: how a page is sent, how its reader wants to read, and where they may be led back.
import { preferencesOf, type Preferences } from '#field';
import type { Language } from '#words';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How the reader wants to read; `asked` is the language that the address names. */
export function readerOf(request: FastifyRequest, asked?: Language): Preferences {
  return preferencesOf(request.cookies, request.headers['accept-language'], asked);
}

/** Pages are never kept by caches on the way: they show what stands now, to one person. */
export async function sendPage(reply: FastifyReply, { language }: Preferences, page: string): Promise<void> {
  await reply
    .header('Content-Language', language)
    .header('Cache-Control', 'no-store')
    .header('Vary', 'Accept-Language, Cookie')
    .type('text/html; charset=utf-8')
    .send(page);
}

/** Only a path of our own may be gone back to; anything else leads home. */
export function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/home';
}

/** Where a stranger signs in to come back to `page`, a path of ours. */
export function signInPath(page: string): string {
  return `/sign-in?next=${encodeURIComponent(page)}`;
}
