import { useEffect, useId, useState } from 'react';
import type { DiagnosticKey } from '../../exchange/diagnostic-keys.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { collectDiagnostics, type Finding } from './collect-diagnostics.ts';
import { useExchangeWords } from './use-exchange-words.ts';

/** After “Allow”: shows item by item what would be sent. Only the button sends; with it the permission ends. */
export function DiagnosticsPreview() {
  const { diagnostics: words } = useExchangeWords();
  const session = useSession();
  const id = useId();
  const name = useLive(({ people, capabilities }) => people.find(({ seatId }) => seatId === capabilities.diagnostics.seatId)?.name ?? '');
  const [findings, setFindings] = useState<readonly Finding[]>();
  const [left, setLeft] = useState<ReadonlySet<DiagnosticKey>>(new Set());
  useEffect(() => {
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await collectDiagnostics(words, session);
      if (!isGone) setFindings(found);
    };
    void look();
    return () => {
      isGone = true;
    };
  }, [words, session]);
  const chosen = findings?.filter(({ key }) => !left.has(key)) ?? [];
  const toggle = (key: DiagnosticKey): void =>
    setLeft((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const send = (): void => {
    session.sendDiagnostics(chosen.map(({ key, value }) => ({ key, value })));
    session.revoke('diagnostics');
  };
  return (
    <section aria-labelledby={id} className="card flex flex-col gap-3 border-accent-line p-4">
      <h2 id={id} className="text-title font-semibold">
        {words.title}
      </h2>
      <p className="text-n11">{words.hint(name)}</p>
      {findings === undefined && <p role="status">{words.collecting}</p>}
      <ul className="flex max-h-80 flex-col overflow-y-auto">
        {findings?.map(({ key, value }) => (
          <li key={key}>
            <label className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                aria-labelledby={`${id}-${key}`}
                checked={!left.has(key)}
                onChange={() => toggle(key)}
                className="size-5 shrink-0 accent-accent"
              />
              <span id={`${id}-${key}`} className="flex min-w-0 flex-col">
                <span className="font-medium">{words.keys[key]}</span>
                <span className="text-dense break-words text-n11">{value}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <TouchButton className="flex-1" onClick={() => session.revoke('diagnostics')}>
          {words.cancel}
        </TouchButton>
        <TouchButton tone="primary" className="flex-1" disabled={chosen.length === 0} onClick={send}>
          {words.send(chosen.length)}
        </TouchButton>
      </div>
    </section>
  );
}
