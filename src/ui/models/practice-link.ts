/** What a payment QR on the screen says: in practice a link to the simulated phone, so that no real wallet can pay it. */

export function shownQrContent(content: string, book: 'practice' | 'live', origin: string): string {
  return book === 'practice' ? `${origin}/simulator/#scan=${encodeURIComponent(content)}` : content;
}
