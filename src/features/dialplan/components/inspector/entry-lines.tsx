import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentSchema, type Attachment } from '../../../../../protocol/dialplan/api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { useEditor } from '../editor-context.tsx';
import { ListFrame } from '../fields/list-frame.tsx';
import { RowButtons } from '../fields/row-buttons.tsx';
import { useLines } from '../lines-context.tsx';
import { useRights } from '../rights-context.ts';
import { usePlansApi } from '../use-plans-api.ts';
import { useWorld } from '../world-context.tsx';

/** The extensions and numbers that lead to an entry. They count at once, for the published version. */
export function EntryLines({ entryId }: { entryId: string }) {
  const { t } = useTranslation('dialplan');
  const { mayPublish } = useRights();
  const attach = useAttach();
  const lines = useLines();
  const own = lines.filter((line) => line.entryId === entryId);
  return (
    <ListFrame label={t('lines.title')} hint={own.length === 0 ? t('lines.hint') : undefined} error={attach.problem}>
      {own.map((line) => {
        const name = t(`lines.${line.kind}`, { number: line.number });
        return (
          <div key={`${line.kind} ${line.pbxId ?? ''} ${line.number}`} className="flex min-h-8 items-center gap-2 text-dense">
            <span className="min-w-0 flex-1 truncate tabular-nums">{name}</span>
            {mayPublish && <RowButtons name={name} onRemove={() => void attach.store(lines.filter((each) => each !== line))} />}
          </div>
        );
      })}
      {mayPublish && <NewLine isBusy={attach.isBusy} onAdd={(line) => attach.store([...lines, { ...line, entryId }])} />}
    </ListFrame>
  );
}

type Line = Omit<Attachment, 'entryId'>;

function NewLine({ isBusy, onAdd }: { isBusy: boolean; onAdd: (line: Line) => Promise<boolean> }) {
  const { t } = useTranslation('dialplan');
  const { pbxs } = useWorld();
  const [number, setNumber] = useState('');
  const [pbxId, setPbxId] = useState('');
  const typed = number.replaceAll(/[\s()/-]/g, '');
  const isNumber = typed.startsWith('+');
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!attachmentSchema.shape.number.safeParse(typed).success) return;
    const isAdded = await onAdd({ kind: isNumber ? 'number' : 'extension', number: typed, pbxId: isNumber || pbxId === '' ? null : pbxId });
    if (isAdded) setNumber('');
  };
  return (
    <form onSubmit={(event) => void add(event)} className="flex items-end gap-1.5">
      <div className="min-w-0 flex-1">
        <TextField
          label={t('lines.field')}
          isLabelHidden
          placeholder={t('lines.example')}
          inputMode="tel"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </div>
      {pbxs.length > 1 && !isNumber && (
        <Select
          label={t('lines.pbx')}
          isLabelHidden
          value={pbxId}
          options={[{ value: '', label: t('lines.defaultPbx') }, ...pbxs.map(({ id, name }) => ({ value: id, label: name }))]}
          onValueChange={setPbxId}
        />
      )}
      <Button type="submit" icon={Plus} isBusy={isBusy}>
        {t('lines.add')}
      </Button>
    </form>
  );
}

/** Stores which lines lead here. */
function useAttach() {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const queries = useQueryClient();
  const toProblem = useProblem();
  const { planId } = useEditor();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const store = async (items: readonly Attachment[]): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      queries.setQueryData(['plan-lines', planId], await api.attach(planId, items));
      return true;
    } catch (failure) {
      const isTaken = failure instanceof ApiFailure && failure.code === 'taken';
      const { title, advice } = toProblem(failure);
      setProblem(isTaken ? t('lines.taken') : `${title} ${advice}`);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, store };
}
