const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.5 10.5L14 14',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  back: 'M9.5 3L4.5 8l5 5',
  forward: 'M6.5 3l5 5l-5 5',
  up: 'M3 9.5l5-5l5 5',
  down: 'M3 6.5l5 5l5-5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  play: 'M5 3l8 5l-8 5z',
  pause: 'M5.5 3v10M10.5 3v10',
  stepBack: 'M4 3v10M12 3L6 8l6 5z',
  stepOn: 'M12 3v10M4 3l6 5l-6 5z',
  past: 'M2.5 8a5.5 5.5 0 1 1 1.6 3.9M2.2 4.6v3.4h3.4M8 5v3.3l2.3 1.5',
  fly: 'M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z',
  enlarge: 'M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9',
  link: 'M6.6 9.4l2.8-2.8M7.2 4.8l1.6-1.6a2.8 2.8 0 0 1 4 4l-1.6 1.6M8.8 11.2l-1.6 1.6a2.8 2.8 0 0 1-4-4l1.6-1.6',
  filter: 'M2 3.5h12L9.5 8.8v4l-3-1.5V8.8z',
  sun: 'M8 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM8 1v1.8M8 13.2V15M1 8h1.8M13.2 8H15M3 3l1.3 1.3M11.7 11.7L13 13M13 3l-1.3 1.3M4.3 11.7L3 13',
  moon: 'M13 9.7A5.6 5.6 0 0 1 6.3 3a5.6 5.6 0 1 0 6.7 6.7z',
  person: 'M8 2.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 0 0 0-5.4zM2.8 14c.5-3 2.6-4.4 5.2-4.4s4.7 1.4 5.2 4.4',
  wall: 'M1.8 3h12.4v8.2H1.8zM5.5 13.8h5',
  left: 'M2 2.5h12v11H2zM6 2.5v11',
  right: 'M2 2.5h12v11H2zM10 2.5v11',
  area: 'M2.5 4.5L8 2l5.5 3v6.5L8 14l-5.5-3.5z',
  pin: 'M8 14.2S3.3 9.6 3.3 6.3a4.7 4.7 0 0 1 9.4 0C12.7 9.6 8 14.2 8 14.2zM8 4.9a1.5 1.5 0 1 0 0 3a1.5 1.5 0 0 0 0-3z',
  warning: 'M8 2L15 14H1zM8 6.5v3.5M8 11.9v.3',
  bell: 'M8 2a4 4 0 0 0-4 4c0 3.6-1.6 4.8-1.6 6h11.2c0-1.2-1.6-2.4-1.6-6a4 4 0 0 0-4-4zM6.4 14h3.2',
  edit: 'M11.3 2.4l2.3 2.3L5.4 12.9L2.3 13.7l.8-3.1z',
  fence: 'M3 6l2-2.2M6.6 2.8l2.8-.5M11 3.6l2 2M13.3 8l-.8 2.8M10.8 12.6l-2.6 1M6.2 13l-2.3-1.8M3 9.6l-.3-2',
  closed: 'M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12zM4.5 8h7',
  sound: 'M2 6h2.5L8 3v10l-3.5-3H2zM10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6.3 6.3 0 0 1 0 9',
  muted: 'M2 6h2.5L8 3v10l-3.5-3H2zM10.5 6l4 4M14.5 6l-4 4',
  download: 'M8 2v8M4.5 7L8 10.5L11.5 7M2.5 13.5h11',
  key: 'M1.5 4h13v8h-13zM4 7h.1M6.6 7h.1M9.3 7h.1M12 7h.1M4.5 9.7h7',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  );
}
