import { useMutation } from '@tanstack/react-query';
import { Archive, ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { useKeepStill } from './records-context.tsx';

export interface KeepStillButtonProps {
  readonly picture: Blob;
  /** The picture as it is kept, with what was drawn on it; the picture itself when left out. */
  readonly paint?: (picture: Blob) => Promise<Blob>;
  /** Of the stills of the session, from 1. */
  readonly number: number;
}

/** Asks for a title and keeps a still with it, sealed. */
export function KeepStillButton({ picture, paint, number }: KeepStillButtonProps) {
  const { t } = useTranslation('supportRecords');
  const { t: ui } = useTranslation('ui');
  const keepStill = useKeepStill();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const keep = useMutation({
    mutationFn: async () => keepStill((await paint?.(picture)) ?? picture, { title: title.trim(), number }),
    onSuccess: () => {
      setOpen(false);
      toasts.show({ tone: 'success', text: t('stills.kept') });
    },
  });
  return (
    <>
      <IconButton
        size="dense"
        icon={keep.isSuccess ? ArchiveRestore : Archive}
        label={t('stills.keep', { number })}
        disabled={keep.isSuccess}
        onClick={() => setOpen(true)}
      />
      <Dialog
        isOpen={isOpen}
        size="small"
        title={t('stills.keepTitle')}
        isBusy={keep.isPending}
        onClose={() => setOpen(false)}
        footer={
          <>
            <Button disabled={keep.isPending} onClick={() => setOpen(false)}>
              {ui('cancel')}
            </Button>
            <Button tone="primary" isBusy={keep.isPending} onClick={() => keep.mutate()}>
              {t('stills.action')}
            </Button>
          </>
        }
      >
        <p className="text-dense text-n11">{t('stills.keepText')}</p>
        <TextField
          label={t('stills.name')}
          isRequired={false}
          maxLength={200}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
        <RecordTroubleNotice failure={keep.error} />
      </Dialog>
    </>
  );
}
