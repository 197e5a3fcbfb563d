import { ChevronsRight, FlaskConical, RotateCcw, StepForward } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../../ui/button/button.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useRights } from '../rights-context.ts';
import { SaveTestDialog } from '../tests/save-test-dialog.tsx';
import { CallerFields } from './caller-fields.tsx';
import { FactsFields } from './facts-fields.tsx';
import { OthersFields } from './others-fields.tsx';
import { useSimulator } from './simulator-context.ts';
import { Transcript } from './transcript.tsx';

/** A pretended call: who calls, when, what they press, who is there; then the way it takes. */
export function SimulatePanel() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const { mayUpdate } = useRights();
  const { simulation, failure } = useStore(simulator.view);
  const [isSaving, setSaving] = useState(false);
  const isOver = simulation?.end !== undefined;
  return (
    <div className="flex min-h-0 flex-col gap-4 p-3 md:flex-row">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void simulator.run();
        }}
        className="flex shrink-0 flex-col gap-3 md:w-80"
      >
        <div className="flex flex-wrap gap-1.5">
          <Button size="dense" tone="primary" type="submit" icon={ChevronsRight}>
            {t('simulate.run')}
          </Button>
          <Button size="dense" icon={StepForward} onClick={() => void simulator.step()}>
            {t('simulate.step')}
          </Button>
          {simulation !== undefined && (
            <Button size="dense" tone="quiet" icon={RotateCcw} onClick={() => simulator.reset()}>
              {t('simulate.reset')}
            </Button>
          )}
        </div>
        <CallerFields />
        <FactsFields />
        <OthersFields />
      </form>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {failure !== undefined && <FailureNotice failure={failure} />}
        <Transcript />
        {isOver && mayUpdate && (
          <Button size="dense" icon={FlaskConical} className="self-start" onClick={() => setSaving(true)}>
            {t('simulate.save')}
          </Button>
        )}
      </div>
      {isSaving && <SaveTestDialog onClose={() => setSaving(false)} />}
    </div>
  );
}
