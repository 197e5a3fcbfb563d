import { CircleCheck, CircleX, CircleDashed, LoaderCircle, Network, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type DeviceProblem } from '../../../platform/devices/device-problem.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice, type NoticeTone } from '../../../ui/feedback/notice.tsx';
import { Badge } from '../../../ui/status/badge.tsx';
import {
  browserDelay,
  pathInUse,
  testEcho,
  verdictOf,
  type EchoPath,
  type EchoResult,
  type EchoResults,
  type Verdict,
} from '../state/echo-test.ts';
import { TestCard } from './test-card.tsx';
import { useTelephony } from './telephony-context.ts';
import { useLanguage } from './use-language.ts';

const paths: readonly EchoPath[] = ['udp', 'tcp'];
const tones: Readonly<Record<Verdict, NoticeTone>> = {
  verdictBoth: 'success',
  verdictUdpOnly: 'success',
  verdictTcpOnly: 'warning',
  verdictNone: 'error',
};

/** Each way to the media server, one after the other, with what it means for calls. */
export function NetworkCheck() {
  const { t } = useTranslation('telephony');
  const { devices, api } = useTelephony();
  const [results, setResults] = useState<EchoResults>({});
  const [running, setRunning] = useState<EchoPath>();
  const [problem, setProblem] = useState<DeviceProblem>();
  const run = async (): Promise<void> => {
    setResults({});
    setProblem(undefined);
    try {
      const line = await devices.microphone.open();
      for (const path of paths) {
        setRunning(path);
        const result = await testEcho(
          { api, delay: browserDelay, makeConnection: () => new RTCPeerConnection({ iceServers: [] }) },
          line.track,
          path,
        );
        setResults((before) => ({ ...before, [path]: result }));
      }
      line.close();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setRunning(undefined);
  };
  const verdict = verdictOf(results);
  const used = pathInUse(results);
  const udp = results.udp;
  const port = udp !== undefined && 'port' in udp ? (udp.port ?? '?') : '?';
  return (
    <TestCard title={t('test.network')} text={t('test.networkText')}>
      <div>
        <Button tone="primary" icon={Network} isBusy={running !== undefined} onClick={() => void run()}>
          {t('test.run')}
        </Button>
      </div>
      <ul className="flex flex-col divide-y">
        {paths.map((path) => (
          <PathRow key={path} path={path} result={results[path]} isRunning={running === path} isInUse={used === path} />
        ))}
      </ul>
      {problem !== undefined && <Notice tone="error">{t('test.verdictMicrophone', { why: t(`ends.${problem}`) })}</Notice>}
      {verdict !== undefined && <Notice tone={tones[verdict]}>{t(`test.${verdict}`, { port })}</Notice>}
    </TestCard>
  );
}

function lookOf(result: EchoResult | undefined, isRunning: boolean): { readonly icon: LucideIcon; readonly classes: string } {
  if (isRunning) return { icon: LoaderCircle, classes: 'animate-spin text-accent' };
  if (result === undefined) return { icon: CircleDashed, classes: 'text-n10' };
  return result.outcome === 'works' ? { icon: CircleCheck, classes: 'text-green-text' } : { icon: CircleX, classes: 'text-red-text' };
}

interface PathRowProps {
  readonly path: EchoPath;
  readonly result: EchoResult | undefined;
  readonly isRunning: boolean;
  readonly isInUse: boolean;
}

function PathRow({ path, result, isRunning, isInUse }: PathRowProps) {
  const { t } = useTranslation('telephony');
  const { icon: Icon, classes } = lookOf(result, isRunning);
  return (
    <li className="flex min-h-11 items-center gap-3 py-1">
      <Icon aria-hidden className={`size-5 shrink-0 ${classes}`} />
      <span className="w-10 font-semibold">{t(`test.${path}`)}</span>
      <span role="status" className="min-w-0 flex-1 text-dense text-n11 tabular-nums">
        <PathText result={result} isRunning={isRunning} />
      </span>
      {isInUse && <Badge tone="accent">{t('test.inUse')}</Badge>}
    </li>
  );
}

function PathText({ result, isRunning }: { result: EchoResult | undefined; isRunning: boolean }) {
  const { t } = useTranslation('telephony');
  const language = useLanguage();
  const problem = useProblem();
  if (isRunning) return t('test.running');
  if (result === undefined) return t('test.untested');
  if (result.outcome === 'blocked') return t('test.failed');
  if (result.outcome === 'refused') return problem(result.failure).title;
  const { roundTripMs, lossIn, mos } = result.quality;
  return t('test.ok', {
    ms: roundTripMs === undefined ? '?' : Math.round(roundTripMs),
    loss: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(lossIn),
    mos: new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mos),
  });
}
