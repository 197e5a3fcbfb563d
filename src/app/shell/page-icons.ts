import {
  Building2,
  Globe,
  Hash,
  History,
  KeyRound,
  MapPin,
  MonitorSmartphone,
  Phone,
  PhoneCall,
  Stethoscope,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { PageEntry } from '../pages.ts';

/** The pages' icons; apart from the list of pages, which is needed before any of them is drawn. */
export const pageIcons: Readonly<Record<PageEntry['word'], LucideIcon>> = {
  phone: Phone,
  test: Stethoscope,
  users: Users,
  extensions: Hash,
  numbers: Globe,
  devices: PhoneCall,
  pbxs: Building2,
  sites: MapPin,
  audit: History,
  sessions: MonitorSmartphone,
  password: KeyRound,
};
