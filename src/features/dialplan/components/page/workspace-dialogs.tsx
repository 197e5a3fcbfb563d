import { useQueryClient } from '@tanstack/react-query';
import type { PlanDetail } from '../../../../../protocol/dialplan/api.ts';
import type { Position } from '../../../../../protocol/dialplan/nodes/index.ts';
import type { Spot } from '../../state/selection.ts';
import { AddDialog } from '../chooser/add-dialog.tsx';
import { ConnectDialog } from '../chooser/connect-dialog.tsx';
import { FindDialog } from '../chooser/find-dialog.tsx';
import { KeysDialog } from '../dialogs/keys-dialog.tsx';
import { PublishDialog } from '../dialogs/publish-dialog.tsx';
import { RenamePlanDialog } from '../list/rename-plan-dialog.tsx';

/** The one dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'connect'; readonly from: Spot; readonly at: Position | undefined }
  | { readonly kind: 'find' | 'add' | 'keys' | 'publish' | 'rename' | 'inspector' };

export interface WorkspaceDialogsProps {
  dialog: OpenDialog | undefined;
  detail: PlanDetail;
  onClose: () => void;
  /** A node was added from a list. */
  onAdded: (id: string) => void;
}

export function WorkspaceDialogs({ dialog, detail, onClose, onAdded }: WorkspaceDialogsProps) {
  const queries = useQueryClient();
  const readAgain = (): void => {
    void queries.invalidateQueries({ queryKey: ['plan', detail.id] });
    void queries.invalidateQueries({ queryKey: ['plan-versions', detail.id] });
  };
  switch (dialog?.kind) {
    case 'connect':
      return <ConnectDialog from={dialog.from} at={dialog.at} onClose={onClose} />;
    case 'find':
      return <FindDialog onClose={onClose} />;
    case 'add':
      return <AddDialog onClose={onClose} onAdded={onAdded} />;
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case 'publish':
      return <PublishDialog detail={detail} onClose={onClose} onPublished={readAgain} />;
    case 'rename':
      return (
        <RenamePlanDialog
          plan={detail}
          onClose={onClose}
          onRenamed={() => {
            readAgain();
            onClose();
          }}
        />
      );
    default:
      return null;
  }
}
