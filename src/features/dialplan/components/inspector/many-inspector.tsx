import { Boxes, Copy, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useEditor } from '../editor-context.tsx';
import { groupTones } from '../kind-icons.ts';
import { useClipboard } from '../use-clipboard.ts';
import { InspectorHead } from './inspector-head.tsx';

/** Several parts are selected: what can be done with all of them. */
export function ManyInspector({ count }: { count: number }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const clipboard = useClipboard();
  return (
    <>
      <InspectorHead icon={Boxes} tone={groupTones.flow} title={t('inspector.many', { count })} text={t('inspector.manyText')} />
      <div className="flex flex-wrap gap-2 p-3">
        <Button size="dense" icon={Copy} shortcut="mod+c" onClick={() => void clipboard.copy()}>
          {t('inspector.copy')}
        </Button>
        {!editor.isReadOnly && (
          <Button size="dense" tone="danger-quiet" icon={Trash2} onClick={() => editor.removeSelected()}>
            {t('inspector.delete')}
          </Button>
        )}
      </div>
    </>
  );
}
