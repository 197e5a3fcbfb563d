import { Phone, Settings } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Person } from '../../../../protocol/telephony/phone.ts';
import { Button } from '../../../ui/button/button.tsx';
import { IconButton } from '../../../ui/button/icon-button.tsx';
import { SuggestField } from '../../../ui/field/suggest-field.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import { targetOf, type DialTarget } from '../state/dial-target.ts';
import { PresenceDot } from './presence-dot.tsx';
import { useTelephony } from './telephony-context.ts';

const shownSuggestions = 8;

/** Type whom to call, with suggestions of colleagues; Enter or "Call" calls. */
export function Dialler({ fieldRef }: { fieldRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const [typed, setTyped] = useState('');
  const [isEmptyTried, setEmptyTried] = useState(false);
  useStore(telephony.people.view, (view) => view.learnt);
  useLearning(typed);
  useShortcut('/', () => fieldRef.current?.focus());
  const suggestions =
    typed.trim() === ''
      ? []
      : telephony.people
          .known(typed.trim())
          .filter((person) => person.userId !== telephony.me.userId)
          .slice(0, shownSuggestions);
  const done = (): void => setTyped('');
  const change = (value: string): void => {
    setEmptyTried(false);
    setTyped(value);
  };
  const submit = (): void => {
    if (typed.trim() === '') {
      setEmptyTried(true);
      fieldRef.current?.focus();
      return;
    }
    void telephony.dialTyped(typed);
    done();
  };
  const pick = (target: DialTarget): void => {
    telephony.dial(target);
    done();
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-end gap-2">
        <SuggestField<Person>
          label={t('dial.field')}
          isLabelHidden
          placeholder={t('dial.field')}
          ref={fieldRef}
          value={typed}
          onValueChange={change}
          items={suggestions}
          keyOf={(person) => person.userId}
          renderItem={(person) => <Suggestion person={person} />}
          onPick={(person) => pick(targetOf(person))}
          onSubmit={submit}
          aria-keyshortcuts="/"
        />
        <Button tone="primary" icon={Phone} onClick={submit}>
          <span className="max-sm:sr-only">{t('dial.call')}</span>
        </Button>
        <IconButton label={t('settings.open')} icon={Settings} onClick={() => telephony.screen.setState({ areSettingsOpen: true })} />
      </div>
      {isEmptyTried && (
        <p role="alert" className="text-caption text-red-text">
          {t('dial.empty')}
        </p>
      )}
    </div>
  );
}

const learnAfterMs = 120;

/** Asks the server for more suggestions while one types. */
function useLearning(typed: string): void {
  const { people } = useTelephony();
  useEffect(() => {
    if (typed.trim() === '') return undefined;
    const asking = new AbortController();
    const timer = setTimeout(() => void people.learn(typed, asking.signal), learnAfterMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [typed, people]);
}

function Suggestion({ person }: { person: Person }) {
  return (
    <span className="flex w-full items-center gap-2">
      <PresenceDot presence={person.presence} />
      <span className="min-w-0 flex-1 truncate">{person.displayName}</span>
      <span className="text-dense text-n11 tabular-nums">{person.extensions[0] ?? ''}</span>
    </span>
  );
}
