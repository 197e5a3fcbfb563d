import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { useLanguage } from '../use-language.ts';

const dayMs = 86_400_000;

/** Who heard a message, and when: of today the time, of earlier days with their date. */
export function HeardBy({ heardBy, nowMs }: { heardBy: VoicemailMessage['heardBy']; nowMs: number }) {
  const { t } = useTranslation('voicemail');
  const language = useLanguage();
  const told = heardBy.map(({ name, at }) => {
    const atMs = Date.parse(at);
    if (nowMs - atMs < dayMs) {
      const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(atMs);
      return t('heardAt', { name, time });
    }
    const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
    return t('heardOn', { name, time });
  });
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(told);
  return (
    <p
      className="text-caption text-n11"
      title={heardBy.map(({ name, at }) => `${name}: ${exactTime(Date.parse(at), language)}`).join('\n')}
    >
      {t('heardBy', { names })}
    </p>
  );
}
