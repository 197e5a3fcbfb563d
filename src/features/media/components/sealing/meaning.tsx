import { useTranslation } from 'react-i18next';

const points = ['key', 'server', 'lose', 'browsers', 'notes', 'others', 'code'] as const;

/** What sealing does, what it costs, and what it does not do. */
export function SealingMeaning() {
  const { t } = useTranslation('sealing');
  return (
    <section aria-labelledby="sealing-means" className="flex flex-col gap-2">
      <h2 id="sealing-means" className="text-dense font-semibold">
        {t('means.title')}
      </h2>
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-dense text-n11">
        {points.map((point) => (
          <li key={point}>{t(`means.${point}`)}</li>
        ))}
      </ul>
    </section>
  );
}
