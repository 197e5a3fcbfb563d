import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { kindOf, type NodeKindName, type PlanNode } from '../../../../../protocol/dialplan/nodes/index.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { findingSentence } from '../../state/finding-words.ts';
import { titleOf } from '../../state/node-words.ts';
import { useEditor, useFindingsOf } from '../editor-context.tsx';
import { FindingLine } from '../findings/finding-line.tsx';
import { groupTones, kindIcons } from '../kind-icons.ts';
import { ExitList } from './exit-list.tsx';
import { nodeForms } from './forms/index.ts';
import type { FormOf } from './forms/form-props.ts';
import { InspectorHead } from './inspector-head.tsx';
import { useSettingsForm } from './settings-form.ts';
import { UsedBy } from './used-by.tsx';

/** A node: its name, its settings, what leads out of it and into it, what is wrong with it. */
export function NodeInspector({ node }: { node: PlanNode }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const findings = useFindingsOf(node.id);
  const isReadOnly = editor.isReadOnly;
  return (
    <>
      <InspectorHead
        icon={kindIcons[node.kind]}
        tone={groupTones[kindOf(node.kind).group]}
        title={titleOf(node, t)}
        text={t(`kinds.${node.kind}.text`)}
        actions={
          !isReadOnly && (
            <IconButton
              size="dense"
              tone="danger-quiet"
              icon={Trash2}
              label={t('inspector.delete')}
              shortcut="delete"
              onClick={() => editor.remove(node.id)}
            />
          )
        }
      />
      <div className="flex flex-col gap-4 p-3">
        {findings.length > 0 && (
          <ul className="flex flex-col gap-1">
            {findings.map((finding) => (
              <FindingLine key={`${finding.rule} ${finding.path ?? ''} ${JSON.stringify(finding.details)}`} finding={finding} />
            ))}
          </ul>
        )}
        <TextField
          label={t('inspector.title')}
          isRequired={false}
          maxLength={80}
          placeholder={t(`kinds.${node.kind}.name`)}
          value={node.title}
          readOnly={isReadOnly}
          onChange={(event) => editor.setTitle(node.id, event.target.value)}
        />
        <NodeForm node={node} />
        <ExitList node={node} />
        <UsedBy nodeId={node.id} />
      </div>
    </>
  );
}

function NodeForm({ node }: { node: PlanNode }) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `nodeForms` has the form of every kind under its own name
  return <FormOfKind node={node} Form={nodeForms[node.kind] as FormOf<NodeKindName>} />;
}

function FormOfKind({ node, Form }: { node: PlanNode; Form: FormOf<NodeKindName> }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const findings = useFindingsOf(node.id);
  const form = useSettingsForm<NodeKindName>({
    node,
    isReadOnly: editor.isReadOnly,
    findingAt: (path) => {
      const finding = findings.find((each) => each.path === path);
      return finding === undefined ? undefined : findingSentence(finding, editor.plan, t);
    },
    onChange: (settings) => editor.setSettings(node.id, settings),
  });
  return <Form form={form} />;
}
