import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanRun } from '../../../../protocol/dialplan/api.ts';
import type { CallRecord } from '../../../../protocol/telephony/phone.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { clockTime } from '../../../platform/i18n/format.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { LatePart } from '../../../ui/overlay/late-part.tsx';
import { useTelephony } from './telephony-context.ts';
import { useLanguage } from './use-language.ts';

/** What led a call through a dial plan; undefined when none did. */
export function planNameOf({ via, because }: CallRecord): string | undefined {
  if (via !== null) return via.displayName || via.number;
  // A callback is the server's own call: no plan led it.
  return because === null || because.kind === 'direct' || because.kind === 'callback' ? undefined : because.name;
}

/** "Way through Main line": the steps of a call in words, read when it is opened. */
export function CallPath({ record, planName }: { record: CallRecord; planName: string }) {
  const { t } = useTranslation('telephony');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="group mb-1 ml-8.5 text-caption" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-mark text-n11 hover:text-n12 pointer-coarse:min-h-11">
        <ChevronRight aria-hidden className="size-3 transition-transform group-open:rotate-90" />
        {t('path.title', { name: planName })}
      </summary>
      {isOpen && (
        <LatePart>
          <PathSteps callId={record.id} />
        </LatePart>
      )}
    </details>
  );
}

type Way = { kind: 'loading' } | { kind: 'gone' } | { kind: 'failed' } | { kind: 'read'; run: PlanRun };

function useWay(callId: string): Way {
  const { api } = useTelephony();
  const [way, setWay] = useState<Way>({ kind: 'loading' });
  useEffect(() => {
    let isWanted = true;
    const show = (next: Way): void => {
      if (isWanted) setWay(next);
    };
    api.readPath(callId).then(
      (run) => show({ kind: 'read', run }),
      (failure: unknown) => show({ kind: failure instanceof ApiFailure && failure.code === 'not-found' ? 'gone' : 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [api, callId]);
  return way;
}

function PathSteps({ callId }: { callId: string }) {
  const { t } = useTranslation('telephony');
  const wordOf = useStepWords();
  const language = useLanguage();
  const way = useWay(callId);
  if (way.kind === 'loading') return <Skeleton className="h-4 w-40" />;
  if (way.kind !== 'read') return <p className="py-1 text-n11">{t(`path.${way.kind}`)}</p>;
  return (
    <ol aria-label={t('path.list')} className="flex flex-col gap-1 border-l border-n6 py-1 pl-3">
      {way.run.path.map((step, at) => (
        <li key={at} className="flex gap-2">
          <time dateTime={step.enteredAt} className="shrink-0 text-n11 tabular-nums">
            {clockTime(Date.parse(step.enteredAt), language)}
          </time>
          <span className="min-w-0 break-words">
            <span className="font-medium">{wordOf.node(step)}</span>
            {` · ${wordOf.exit(step)}`}
            {step.why !== '' && <span className="text-n11">{` (${step.why})`}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

type Step = PlanRun['path'][number];

/** The words that the plan's editor has for kinds and exits; they are fetched with the first way that is opened. */
function useStepWords(): { node: (step: Step) => string; exit: (step: Step) => string } {
  const { t } = useTranslation('telephony');
  const { i18n } = useTranslation('dialplan');
  // Kinds and exits may be those of a newer server; asking for the resource, and not by `t`, keeps the node kinds out of the phone's code.
  const wordFor = (key: string): string | undefined => {
    const word: unknown = i18n.getResource(i18n.language, 'dialplan', key);
    return typeof word === 'string' ? word : undefined;
  };
  return {
    node: ({ title, kind }) => title ?? wordFor(`kinds.${kind}.name`) ?? kind,
    exit: ({ exit }) => (exit === null ? t('path.endedHere') : (wordFor(`exits.${exit}`) ?? exit)),
  };
}
