import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../protocol/identity/admin.ts';
import { PAGE_SIZE } from '../../../platform/lists/list-search.ts';
import { allowsMd5, hasSipPort, pageOfDevices } from './device-list.ts';

function device(label: string, userName: string, isDisabled = false): Device {
  return { id: label, userId: userName, userName, label, sipUsername: `d-${label}`, allowMd5: false, lastSeenAt: null, isDisabled };
}

const devices = [device('Room 10', 'Bob Meyer'), device('Room 2', 'Alice', true), device('Hall', 'Bob Stone')];

function labels(search: Parameters<typeof pageOfDevices>[1]): string[] {
  return pageOfDevices(devices, search).items.map(({ label }) => label);
}

describe('the list of SIP phones', () => {
  it('[UI66] is ordered by name, numbers by their size', () => {
    expect(labels({})).toEqual(['Hall', 'Room 2', 'Room 10']);
  });

  it('[UI66] is ordered by any column in both directions; by an unknown one as usual', () => {
    expect(labels({ sort: 'person' })).toEqual(['Room 2', 'Room 10', 'Hall']);
    expect(labels({ sort: 'state', direction: 'descending' })).toEqual(['Room 2', 'Hall', 'Room 10']);
    expect(labels({ sort: 'constructor' })).toEqual(['Hall', 'Room 2', 'Room 10']);
  });

  it('[UI66] is filtered by words that all have to fit, whatever their case and column', () => {
    expect(labels({ query: 'bob ROOM' })).toEqual(['Room 10']);
    expect(labels({ query: 'd-hall' })).toEqual(['Hall']);
    expect(pageOfDevices(devices, { query: 'nobody' })).toEqual({ items: [], total: 0 });
  });

  it('[UI66] is cut into pages, with the size of the whole', () => {
    const many = Array.from({ length: PAGE_SIZE + 3 }, (_, index) => device(`Phone ${index}`, 'Alice'));
    const second = pageOfDevices(many, { page: 2 });
    expect(second.items.map(({ label }) => label)).toEqual(['Phone 50', 'Phone 51', 'Phone 52']);
    expect(second.total).toBe(PAGE_SIZE + 3);
  });
});

describe('MD5 for a new phone', () => {
  it('[UI67] is never allowed where the PBX does not ask for it', () => {
    expect(allowsMd5('sha-256', true)).toBe(false);
  });

  it('[UI67] is allowed by choice beside SHA-256, and by default where nothing else is asked for', () => {
    expect(allowsMd5('sha-256-and-md5', null)).toBe(false);
    expect(allowsMd5('sha-256-and-md5', true)).toBe(true);
    expect(allowsMd5('md5', null)).toBe(true);
    expect(allowsMd5('md5', false)).toBe(false);
  });
});

describe('the registrar', () => {
  it.each([
    ['pbx.example:5060', true],
    ['[::1]:5060', true],
    ['pbx.example:', false],
    ['', false],
  ])('[UI68] %j can be reached: %s', (registrar, isReachable) => {
    expect(hasSipPort(registrar)).toBe(isReachable);
  });
});
