import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useExchangeWords } from './use-exchange-words.ts';

/** What the expert asks for, step by step; each is ticked off here. */
export function StepsPart() {
  const { steps: words } = useExchangeWords();
  const session = useSession();
  const drawings = useLive((view) => view.drawings);
  const steps = drawings
    .filter(({ tool, isCopy }) => tool === 'step' && isCopy !== true)
    .toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
  if (steps.length === 0) return null;
  return (
    <Part title={words.title}>
      <ol className="flex flex-col divide-y divide-n6">
        {steps.map(({ id, number = 0, text, isDone }) => (
          <li key={id} className="flex items-center justify-between gap-2 py-1">
            <span className="min-w-0 break-words">
              <strong className="font-semibold tabular-nums">{number}.</strong> {text}
            </span>
            {isDone === true ? (
              <span className="text-green-text">✓ {words.isDone}</span>
            ) : (
              <TouchButton aria-label={words.doneNamed(number)} onClick={() => session.stepDone(id)}>
                {words.done}
              </TouchButton>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}
