import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import { Switch } from '../../../../ui/field/switch.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { titleOf } from '../../state/node-words.ts';
import { factsIn, variablesOf, withAnswer, withNotice, withPin } from '../../state/simulation-facts.ts';
import { usePlan } from '../editor-context.tsx';
import { PairsField } from '../fields/pairs-field.tsx';
import { WordsField } from '../fields/words-field.tsx';
import { useWorld } from '../world-context.tsx';
import { useSimulator } from './simulator-context.ts';

/** What the plan asks of others: PINs, who calls, other systems, outages. Only what it does ask about is shown. */
export function FactsFields() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const inputs = useStore(simulator.view, (view) => view.inputs);
  const { pins, notices, requests, asksWhoCalls } = factsIn(usePlan(), useWorld());
  return (
    <>
      {pins.map(({ id, name }) => (
        <TextField
          key={id}
          label={t('simulate.pin', { name })}
          hint={t('simulate.pinHint')}
          isRequired={false}
          inputMode="numeric"
          value={inputs.pins.find(({ pinId }) => pinId === id)?.digits ?? ''}
          onChange={(event) => simulator.change({ pins: withPin(inputs.pins, id, event.target.value) })}
        />
      ))}
      {asksWhoCalls && <KnownCaller />}
      {requests.map((node) => (
        <RequestFields key={node.id} node={node} />
      ))}
      {notices.map(({ id, name }) => (
        <Switch
          key={id}
          label={t('simulate.outage', { name })}
          isOn={inputs.activeNotices.some(({ noticeId }) => noticeId === id)}
          onChange={(isActive) => simulator.change({ activeNotices: withNotice(inputs.activeNotices, id, isActive) })}
        />
      ))}
    </>
  );
}

function KnownCaller() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const known = useStore(simulator.view, (view) => view.inputs.known);
  const [rows, setRows] = useState(() => Object.entries(known?.variables ?? {}).map(([left, right]) => ({ left, right })));
  const isOn = known !== null;
  return (
    <>
      <Switch
        label={t('simulate.known')}
        isOn={isOn}
        onChange={(next) => simulator.change({ known: next ? { name: '', variables: variablesOf(rows), tags: [] } : null })}
      />
      {known !== null && (
        <>
          <TextField
            label={t('simulate.knownName')}
            isRequired={false}
            value={known.name}
            onChange={(event) => simulator.change({ known: { ...known, name: event.target.value.slice(0, 120) } })}
          />
          <WordsField
            label={t('simulate.tags')}
            addLabel={t('simulate.tag')}
            value={known.tags}
            onChange={(tags) => simulator.change({ known: { ...known, tags: tags.slice(0, 50).map((tag) => tag.slice(0, 60)) } })}
          />
          <PairsField
            label={t('simulate.variables')}
            leftLabel={t('simulate.variable')}
            rightLabel={t('simulate.value')}
            beginning={{ left: '', right: '' }}
            value={rows}
            onChange={(next) => {
              setRows([...next]);
              simulator.change({ known: { ...known, variables: variablesOf(next) } });
            }}
          />
        </>
      )}
    </>
  );
}

function RequestFields({ node }: { node: NodeOf<'http'> }) {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const http = useStore(simulator.view, (view) => view.inputs.http);
  const answer = http.find(({ nodeId, isOk }) => isOk && nodeId === node.id);
  const name = titleOf(node, t);
  return (
    <>
      <Switch
        label={t('simulate.request', { name })}
        isOn={answer !== undefined}
        onChange={(isOk) => simulator.change({ http: withAnswer(http, node.id, isOk ? {} : undefined) })}
      />
      {answer !== undefined &&
        node.settings.pick.map(({ variable }) => (
          <TextField
            key={variable}
            label={t('simulate.requestValue', { name, variable })}
            isRequired={false}
            value={answer.values[variable] ?? ''}
            onChange={(event) =>
              simulator.change({
                http: withAnswer(http, node.id, { ...answer.values, [variable]: event.target.value.slice(0, 500) }),
              })
            }
          />
        ))}
    </>
  );
}
