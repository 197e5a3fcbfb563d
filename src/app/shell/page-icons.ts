import {
  Building2,
  FileMusic,
  Hash,
  History,
  KeyRound,
  ListOrdered,
  MapPin,
  MonitorSmartphone,
  Phone,
  PhoneCall,
  Stethoscope,
  Users,
  UsersRound,
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
  ringGroups: UsersRound,
  queues: ListOrdered,
  sites: MapPin,
  prompts: FileMusic,
  audit: History,
  sessions: MonitorSmartphone,
  password: KeyRound,
};
