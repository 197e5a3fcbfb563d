import { useEffect, useRef } from 'react';
import { sessionPalette, type PalettePart, type SessionCommand } from './session-palette.ts';

/** What a part of the console can do at this moment, `false` for what it cannot: the palette does it too, as long as the part is there. */
export function useSessionCommands(part: PalettePart, commands: readonly (SessionCommand | false)[]): void {
  const possible = commands.filter((command) => command !== false);
  const latest = useRef<readonly SessionCommand[]>([]);
  useEffect(() => {
    latest.current = possible;
  });
  const names = possible.map(({ id, title }) => `${id} ${title}`).join('\n');
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- told again when something else can be done, or under another name
  useEffect(() => sessionPalette.put(part, () => latest.current), [part, names]);
}
