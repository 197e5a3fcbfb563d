import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { queueOutcomes } from '../../../../../protocol/dialplan/events.ts';
import { peopleDo } from '../../../../../protocol/dialplan/simulation-test.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { keyOfTarget, peopleOf, queuesOf } from '../../state/simulation-people.ts';
import { usePlan } from '../editor-context.tsx';
import { OptionalNumberField } from '../fields/number-field.tsx';
import { FoldedFields } from '../inspector/forms/folded-fields.tsx';
import { useWorld } from '../world-context.tsx';
import { useSimulator } from './simulator-context.ts';

/** What those do whom the plan rings, and how the queues are. */
export function OthersFields() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const plan = usePlan();
  const world = useWorld();
  const inputs = useStore(simulator.view, (view) => view.inputs);
  const people = peopleOf(plan, world);
  const queues = queuesOf(plan, world);
  return (
    <>
      {people.map(({ key, target, name }) => {
        const others = inputs.people.filter((each) => keyOfTarget(each.target) !== key);
        const does = inputs.people.find((each) => keyOfTarget(each.target) === key)?.does ?? 'no-answer';
        return (
          <Select
            key={key}
            label={name}
            value={does}
            options={peopleDo.map((each) => ({ value: each, label: t(`simulate.does.${each}`) }))}
            onValueChange={(chosen) =>
              simulator.change({
                people: [...others, { target, does: peopleDo.find((each) => each === chosen) ?? 'no-answer', afterSeconds: 5 }],
              })
            }
          />
        );
      })}
      {queues.map(({ id, name }) => {
        const others = inputs.queues.filter((each) => each.queueId !== id);
        const outcome = inputs.queues.find((each) => each.queueId === id)?.outcome ?? 'timeout';
        return (
          <Select
            key={id}
            label={t('simulate.queue', { name })}
            value={outcome}
            options={queueOutcomes.map((each) => ({ value: each, label: t(`exits.${each}`) }))}
            onValueChange={(chosen) =>
              simulator.change({
                queues: [
                  ...others,
                  {
                    queueId: id,
                    outcome: queueOutcomes.find((each) => each === chosen) ?? 'timeout',
                    afterSeconds: 10,
                    waiting: chosen === 'full' ? 20 : 0,
                    longestWaitSeconds: 0,
                    agentsReady: chosen === 'answered' ? 1 : 0,
                    agentsSignedIn: chosen === 'no-agents' ? 0 : 1,
                  },
                ],
              })
            }
          />
        );
      })}
      <MoreFields />
    </>
  );
}

const messages = ['left', 'empty', 'box-full', 'failed'] as const;

function MoreFields() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const inputs = useStore(simulator.view, (view) => view.inputs);
  return (
    <FoldedFields title={t('simulate.more')}>
      <Select
        label={t('simulate.message')}
        value={inputs.message}
        options={messages.map((each) => ({ value: each, label: t(`simulate.messages.${each}`) }))}
        onValueChange={(chosen) => simulator.change({ message: messages.find((each) => each === chosen) ?? 'left' })}
      />
      <OptionalNumberField
        label={t('simulate.leaves')}
        unit={t('unit.seconds')}
        placeholder={t('simulate.never')}
        value={inputs.leavesAfterSeconds}
        onChange={(leavesAfterSeconds) => simulator.change({ leavesAfterSeconds })}
      />
    </FoldedFields>
  );
}
