import { joinClasses } from '../join-classes.ts';

/** What a button means: the one thing to do, an ordinary action, a quiet one, a destructive one, taking a call, a mode that is on. */
export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-quiet' | 'answer';
/** Heights: dense 32 px (mouse), normal 36 px, touch 44 px, call 48 px. On a touch screen every one is at least 44 px. */
export type ButtonSize = 'dense' | 'normal' | 'touch' | 'call';

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'border border-n7 bg-surface text-n12 hover:bg-n3 active:bg-n4',
  quiet: 'text-n12 hover:bg-n4 active:bg-n5',
  danger: 'bg-red text-red-ink hover:bg-red-hover',
  'danger-quiet': 'text-red-text hover:bg-red-soft',
  answer: 'bg-green text-green-ink hover:bg-green-hover',
};

const TEXT_SIZES: Record<ButtonSize, string> = {
  dense: 'h-8 px-3 text-dense gap-1.5',
  normal: 'h-9 px-3.5 text-body gap-2',
  touch: 'h-11 px-4 text-body gap-2',
  call: 'h-12 px-5 text-body gap-2',
};

const ICON_SIZES: Record<ButtonSize, string> = {
  dense: 'size-8',
  normal: 'size-9',
  touch: 'size-11',
  call: 'size-12',
};

const BASE =
  'inline-flex shrink-0 select-none items-center justify-center rounded-input font-medium whitespace-nowrap ' +
  'transition-colors duration-[120ms] ease-out disabled:opacity-50 disabled:pointer-events-none ' +
  'aria-disabled:opacity-50 pointer-coarse:min-h-11 pointer-coarse:min-w-11';

/** Classes of a button with text, also for links that look like one. */
export function buttonClasses(tone: ButtonTone, size: ButtonSize, extra?: string): string {
  return joinClasses(BASE, TONES[tone], TEXT_SIZES[size], extra);
}

/** Classes of a button that is only an icon; `isOn` is a mode in force (muted, on hold). */
export function iconButtonClasses(tone: ButtonTone, size: ButtonSize, isOn: boolean): string {
  const pressed = isOn ? 'bg-accent-soft text-accent-text hover:bg-accent-soft' : TONES[tone];
  return joinClasses(BASE, pressed, ICON_SIZES[size]);
}
