/** The few pictures of the counter, drawn as lines; always beside a word, so that none has to be understood alone. */

const SHAPES = {
  paid: 'M5 13l4.5 4.5L19 7',
  'not-paid': 'M6 6l12 12M18 6L6 18',
  checking: 'M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2M12 17.6v.4',
  waiting: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  recorded: 'M4 20l1-4L15.5 5.5a2.1 2.1 0 0 1 3 3L8 19zM13.5 7.5l3 3',
  offline: 'M4 4l16 16M8.5 15a5 5 0 0 1 6-.8M5 11.5a10 10 0 0 1 4-2.4M13 8.6a10 10 0 0 1 6 2.9M12 18.5v.3',
  returned: 'M9 6L4 11l5 5M4 11h10a6 6 0 0 1 6 6v1',
  back: 'M15 5l-7 7 7 7',
  backspace: 'M9 6h11v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M13 5v4M7 15v4',
  flip: 'M7 4v13M4 14l3 3 3-3M17 20V7M14 10l3-3 3 3',
  close: 'M6 6l12 12M18 6L6 18',
  bell: 'M6 17h12l-1.5-2V11a4.5 4.5 0 0 0-9 0v4zM10.5 20h3',
  list: 'M5 7h14M5 12h14M5 17h9',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  cash: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M6.5 12h.1M17.5 12h.1',
  card: 'M3 6h18v12H3zM3 10h18M6.5 14.5h4',
  split: 'M12 21v-7M12 14L5 7V3M12 14l7-7V3M3 5l2-2 2 2M17 5l2-2 2 2',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M20 20h-2v-2',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  play: 'M8 5l11 7-11 7z',
  pause: 'M9 5v14M15 5v14',
  step: 'M6 5l9 7-9 7zM18 5v14',
  restart: 'M5 5v5h5M5.5 10a7.5 7.5 0 1 1-.8 5',
  phone: 'M8 3h8v18H8zM11.5 18h1',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, class: className = '' }: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
