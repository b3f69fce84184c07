import type { OpenCompany } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Company, Policy } from '../model/contract.ts';
import { directory } from './api.ts';

const KEY = 'directory.company';
const store = createStore<Company | null>(null);
let opened: OpenCompany | null = null;

/** Takes in the company as an answer or an event told it. */
export function takeCompany(company: Company): void {
  if (opened === null || company.id !== opened.companyId) return;
  store.set(company);
  opened.local.put(KEY, company);
}

async function load(asker: OpenCompany): Promise<void> {
  const company = await directory.company({}, { companyId: asker.companyId }).catch(() => null);
  if (company !== null) takeCompany(company);
}

/** Shows what is kept of this company and asks for it. */
export async function openCompanyFacts(company: OpenCompany): Promise<() => void> {
  opened = company;
  store.set((await company.local.get<Company>(KEY)) ?? null);
  const stop = company.onFresh(() => void load(company));
  if (store.get() === null) void load(company);
  return () => {
    stop();
    opened = null;
    store.set(null);
  };
}

/** The company with its policy; null until it was told. */
export function useCompany(): Company | null {
  return useStore(store);
}

/** The policy of the company; null until it was told. */
export function usePolicy(): Policy | null {
  return useStore(store, (company) => company?.policy ?? null);
}
