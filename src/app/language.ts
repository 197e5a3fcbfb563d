import { languageSchema } from '../../protocol/identity/session.ts';
import { localSetting } from '../platform/storage/settings.ts';

/** The language that this browser was last set to. */
export const rememberedLanguage = localSetting('language', languageSchema);
