import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { buildManifestPath } from '../../../../../protocol/wire/build-manifest.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { servedBuild, type ServedBuild } from './served-build.ts';

/** Which pages the server serves: numbers that anybody can compare with their own build (docs/security.md). */
export function BuildFacts() {
  const { t } = useTranslation('supportRelay');
  const { http } = usePlatform();
  const { data, isPending } = useQuery({ queryKey: ['served-build'], queryFn: () => servedBuild(http), retry: false });
  return (
    <section aria-label={t('build.title')} className="card p-3">
      <h2 className="text-dense font-semibold">{t('build.title')}</h2>
      <p className="max-w-180 pb-2 text-dense text-pretty text-n11">{t('build.text')}</p>
      {isPending && <SkeletonRows count={2} />}
      {data && <Numbers build={data} />}
      {!isPending && !data && <p className="text-dense">{t('build.none')}</p>}
    </section>
  );
}

function Numbers({ build: { hash, sources, files } }: { readonly build: ServedBuild }) {
  const { t } = useTranslation('supportRelay');
  const rows = [
    [t('build.hash'), hash],
    [t('build.sources'), sources],
  ] as const;
  return (
    <>
      <dl className="grid gap-x-4 gap-y-1 text-dense sm:grid-cols-[auto_1fr]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-n11">{name}</dt>
            <dd className="min-w-0 font-mono text-caption break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <a className="text-dense text-accent-text underline" href={buildManifestPath} target="_blank" rel="noreferrer">
        {t('build.list', { count: files })}
      </a>
    </>
  );
}
