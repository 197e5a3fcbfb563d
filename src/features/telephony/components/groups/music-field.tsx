import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Background } from '../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { useGroupsApi } from './use-groups-api.ts';

const builtIn = ['music', 'ringback', 'silence'] as const;
const promptPrefix = 'prompt:';

/** What callers hear while they wait: music of ours, a ringing tone, nothing, or a prompt of the tenant. */
export function MusicField({ value, onChange }: { value: Background; onChange: (music: Background) => void }) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const prompts = useQuery({ queryKey: ['queue-prompts'], queryFn: ({ signal }) => api.prompts(signal) }).data ?? [];
  const chosen = value.kind === 'prompt' ? `${promptPrefix}${value.promptId}` : value.kind;
  const options = [
    ...builtIn.map((kind) => ({ value: kind, label: t(`queues.musics.${kind}`) })),
    ...prompts.map(({ id, name }) => ({ value: `${promptPrefix}${id}`, label: t('queues.musics.prompt', { name }) })),
  ];
  // Choosable while the list loads, and when the prompt is gone.
  if (!options.some((option) => option.value === chosen)) options.push({ value: chosen, label: '…' });
  return (
    <Select
      label={t('queues.music')}
      value={chosen}
      options={options}
      onValueChange={(next) => {
        const kind = builtIn.find((each) => each === next);
        onChange(kind === undefined ? { kind: 'prompt', promptId: next.slice(promptPrefix.length) } : { kind });
      }}
    />
  );
}
