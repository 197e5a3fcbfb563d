import { Ear, Flag, Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isNodeKindName } from '../../../../../protocol/dialplan/nodes/index.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { exitLabelOf, soundName, titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import { transcriptOf, type TranscriptStep } from '../../state/transcript.ts';
import { useEditorParts, usePlan } from '../editor-context.tsx';
import { PlayPrompt } from '../fields/play-prompt.tsx';
import { useWorld } from '../world-context.tsx';
import { useSimulator } from './simulator-context.ts';

/** The way of a simulated call, line by line, with what the caller hears. */
export function Transcript() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const simulation = useStore(simulator.view, (view) => view.simulation);
  if (simulation === undefined) return <p className="text-dense text-n11">{t('simulate.hint')}</p>;
  return (
    <>
      <ol aria-label={t('simulate.way')} className="flex flex-col">
        {transcriptOf(simulation).map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a call may come to a node twice
          <TranscriptLine key={index} number={index + 1} line={line} />
        ))}
      </ol>
      <p role="status" className="flex items-center gap-2 text-dense font-medium">
        <Flag aria-hidden className="size-4 text-accent-text" />
        {simulation.end === undefined ? t('simulate.going') : t(`simulate.ends.${simulation.end}`)}
      </p>
    </>
  );
}

function TranscriptLine({ number, line }: { number: number; line: TranscriptStep }) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const plan = usePlan();
  const world = useWorld();
  const { step } = line;
  const part = step.planId === editor.planId ? partsOf(plan).parts.get(step.nodeId) : undefined;
  const node = part?.kind === 'node' ? part.node : undefined;
  const kind = isNodeKindName(step.kind) ? t(`kinds.${step.kind}.name`) : t('simulate.fallback');
  const exit = step.exit === undefined ? undefined : node === undefined ? step.exit : exitLabelOf(node, step.exit, t);
  return (
    <li className="flex gap-2.5 border-b border-n6 py-1.5 text-dense last:border-b-0">
      <span className="flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-caption font-semibold text-accent-text tabular-nums">
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <button
            type="button"
            disabled={node === undefined}
            onClick={() => {
              editor.selection.goTo({ id: step.nodeId });
              canvas.current?.reveal(step.nodeId);
            }}
            className="font-medium enabled:hover:underline"
          >
            {node === undefined ? kind : titleOf(node, t)}
          </button>
          {exit !== undefined && <span className="text-accent-text">→ {exit}</span>}
          {step.why !== undefined && <span className="text-n11">{t(`reasons.${step.why.kind}`, step.why)}</span>}
        </div>
        {line.heard.length > 0 && (
          <div className="flex flex-wrap items-center gap-x-2 text-n11">
            <Ear aria-hidden className="size-3.5" />
            <span className="sr-only">{t('simulate.heard')}</span>
            {line.heard.map((sound, index) => {
              const prompt = sound.kind === 'prompt' ? world.prompts.find(({ id }) => id === sound.promptId) : undefined;
              return (
                // oxlint-disable-next-line react/no-array-index-key -- the same sound may be heard twice
                <span key={index} className="inline-flex items-center">
                  {soundName(sound, world, t)}
                  {typeof prompt?.audioUrl === 'string' && <PlayPrompt name={prompt.name} audioUrl={prompt.audioUrl} />}
                </span>
              );
            })}
          </div>
        )}
        {line.keys !== '' && (
          <div className="flex items-center gap-2 text-n11">
            <Keyboard aria-hidden className="size-3.5" />
            {t('simulate.pressed', { keys: line.keys })}
          </div>
        )}
      </div>
      <span className="text-caption text-n11 tabular-nums">{clockDuration(line.atMs)}</span>
    </li>
  );
}
