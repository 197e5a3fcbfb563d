import {
  Building2,
  FileMusic,
  Hash,
  History,
  KeyRound,
  MapPin,
  MonitorSmartphone,
  Phone,
  PhoneCall,
  Stethoscope,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { PageEntry } from '../pages.ts';

/** The pages' icons; apart from the list of pages, which is needed before any of them is drawn. */
export const pageIcons: Readonly<Record<PageEntry['word'], LucideIcon>> = {
  phone: Phone,
  test: Stethoscope,
  plans: Workflow,
  users: Users,
  extensions: Hash,
  devices: PhoneCall,
  pbxs: Building2,
  sites: MapPin,
  prompts: FileMusic,
  audit: History,
  sessions: MonitorSmartphone,
  password: KeyRound,
};
