import { useEffect, useState, type FormEvent } from 'react';
import type { readSpoken } from '../../../../../seal/words/index.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { splitCode } from './split-code.ts';
import { TextBox } from './text-box.tsx';
import type { JoinRequest } from './join-request.ts';
import { rememberedName } from './remembered-name.ts';

interface CodePageProps {
  /** What was typed; it outlives a try that did not work. */
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly isBusy: boolean;
  /** Why the last try did not work. */
  readonly refusal: string | undefined;
  readonly onJoin: (request: JoinRequest) => void;
}

/** `/j`: a spoken code and a name. */
export function CodePage({ code, onCode, isBusy, refusal, onJoin }: CodePageProps) {
  const { arrival } = useWords();
  const [name, setName] = useState(rememberedName.read);
  // The list of words is fetched while the person types.
  useEffect(() => void fetchReader(), []);
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState<{ readonly code?: string; readonly name?: string }>({});
  const join = async (): Promise<void> => {
    const split = splitCode(code);
    if (!split.isWhole) return setFault({ code: split.fault === 'short' ? arrival.codeShort : arrival.codeNoWord });
    if (name.trim() === '') return setFault({ name: arrival.nameMissing });
    setReading(true);
    const read = (await fetchReader())?.(split.word) ?? { kind: 'words', word: split.word };
    setReading(false);
    if (read.kind === 'unknown') return setFault({ code: arrival.codeUnknown(read.typed, read.meant) });
    if (read.kind === 'count') return setFault({ code: arrival.codeCount });
    setFault({});
    rememberedName.keep(name.trim());
    onJoin({ kind: 'code', nameplate: split.nameplate, word: read.word, name: name.trim() });
    return undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReading) void join();
  };
  return (
    <form onSubmit={submit} noValidate className="card flex flex-col gap-4 p-4">
      <h1 className="text-page font-semibold">{arrival.codeTitle}</h1>
      <TextBox
        label={arrival.code}
        hint={arrival.codeHint}
        error={fault.code ?? refusal}
        value={code}
        onChange={(event) => onCode(event.target.value)}
        placeholder={arrival.codePlaceholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={120}
      />
      <TextBox
        label={arrival.name}
        error={fault.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="name"
        maxLength={80}
      />
      <TouchButton
        type="submit"
        tone="primary"
        aria-disabled={isBusy || isReading || undefined}
        aria-busy={isBusy || isReading || undefined}
      >
        {arrival.join}
      </TouchButton>
    </form>
  );
}

/** What knows the words of codes; undefined where it cannot be fetched: whoever invited finds a wrong one then. */
function fetchReader(): Promise<typeof readSpoken | undefined> {
  return import('../../../../../seal/words/index.ts').then(
    (words) => words.readSpoken,
    () => undefined,
  );
}
