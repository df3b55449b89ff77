import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoClients } from '../magento/magento-clients.js';
import type { MagentoConnection } from '../magento/magento-connection.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { AppConfig, type ClientSecrets, type MagentoCredentials } from '../platform/config/app-config.js';
import { type AppError, BadRequestError, NotFoundError } from '../platform/errors/app-error.js';
import { noteAskedStore } from '../platform/http/asked-stores.js';
import { checkTarget } from '../platform/outgoing/check-target.js';
import { StoreSettings } from './dto/store-settings.dto.js';
import { AskedTogether } from './asked-together.js';
import type { CreateStoreDto, CredentialsDto, UpdateStoreDto } from './dto/store.dto.js';
import { differingSettings } from './differing-settings.js';
import type { Store } from './entities/store.entity.js';
import { MoveState, type StoreMove } from './entities/store-move.entity.js';
import { findGone, listMoves } from './store-moves.repository.js';
import { differing } from './same-value.js';
import { StoreSecrets } from './store-secrets.js';
import type { StoreTraits } from './dto/store-traits.dto.js';
import { openWorkOf, removeStore, writesUnderWay } from './store-removal.repository.js';
import {
  addTraits,
  findStore,
  findStores,
  insertStore,
  listStores,
  lockAllStores,
  lockStore,
  saveStore,
} from './stores.repository.js';
import {
  SettingsChangedError,
  StoreExistsError,
  StoreMovedError,
  StoreMovingError,
  StorePausedError,
  StoreStartedError,
  WorkIsOpenError,
} from './stores.errors.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { time } from '../platform/time/time.js';
import { rereadHeld } from './held-rereads.repository.js';
import { readMode } from './store-mode.repository.js';
import type { WaitingWork } from './waiting-work.read-model.js';
import { changeMode, logModeChange } from './mode-change.js';
import { pushAllAgain } from './stock-of-before.repository.js';

export type { Actor };

/** A store as the rest of the service uses it: settings complete, secrets still sealed. */
export interface StoreContext {
  readonly id: number;
  readonly code: string;
  readonly paused: boolean;
  readonly settings: StoreSettings;
  readonly row: Store;
}

/** How a store begins. */
interface Start {
  paused: boolean;
  clientSecrets?: ClientSecrets;
}

/** Changes by another replica are seen after this time. */
const CACHE_MS = 2000;

@Injectable()
export class StoresService {
  private readonly cache = new ShortMemory<StoreContext>(CACHE_MS);
  private readonly rows = new AskedTogether((ids: number[]) => findStores(this.database.manager, ids));

  constructor(
    private readonly database: DataSource,
    private readonly secrets: StoreSecrets,
    private readonly config: AppConfig,
    private readonly magento: MagentoClients,
  ) {}

  /** @throws NotFoundError, StoreMovingError, StoreMovedError */
  async byCode(code: string): Promise<StoreContext> {
    const reads = noteAskedStore(code);
    const cached = this.cache.get(code);
    const row = cached?.row ?? (await findStore(this.database.manager, { code }));
    if (!row || row.away) await this.refuseGone(code, reads);
    if (!row) throw new NotFoundError('storeCode', `There is no store ${code}.`);
    return cached ?? this.remember(row);
  }

  /** The store serves reads until it has left. @throws StoreMovingError, StoreMovedError */
  private async refuseGone(code: string, reads: boolean): Promise<void> {
    const gone = await findGone(this.database.manager, [code]);
    if (gone && !(reads && gone.state === MoveState.Leaving)) throw errorOf(gone);
  }

  /**
   * For a request about all stores that are here: it counts only where each of them is still here behind its commit. One that has left
   * before is asked for elsewhere.
   * @throws StoreMovingError while one is on its way: its copy may be made already
   */
  async askAll(): Promise<void> {
    const rows = await listStores(this.database.manager);
    for (const { code, away } of rows) if (!away) noteAskedStore(code);
    const leaving = (await listMoves(this.database.manager)).find(({ state }) => state === MoveState.Leaving);
    if (leaving) throw errorOf(leaving);
  }

  /** Why something that was done for these stores counts for nothing here; undefined where it counts. */
  async whyGone(codes: string[]): Promise<AppError | undefined> {
    const gone = await findGone(this.database.manager, codes);
    return gone && errorOf(gone);
  }

  /** @throws NotFoundError */
  async byId(id: number): Promise<StoreContext> {
    const cached = this.cache.values().find((store) => store.id === id);
    if (cached) return cached;
    const row = (await this.rows.with(id)).find((one) => one.id === id);
    if (!row) throw new NotFoundError('storeId', `There is no store ${id}.`);
    return this.remember(row);
  }

  async all(): Promise<StoreContext[]> {
    const rows = await listStores(this.database.manager);
    return rows.map((row) => this.remember(row));
  }

  /** @throws StorePausedError */
  magentoOf(store: StoreContext): MagentoClient {
    if (store.paused) throw new StorePausedError(store.code);
    return this.magentoForLooking(store);
  }

  /** Also of a paused store: for who looks whether it could be read, and keeps nothing of it. */
  magentoForLooking(store: StoreContext): MagentoClient {
    return this.magento.for(this.connectionOf(store));
  }

  /** Shared secrets of the aggregators. */
  clientSecretsOf(store: StoreContext): ClientSecrets {
    return this.secrets.clientSecretsOf(store.row);
  }

  connectionOf(store: StoreContext): MagentoConnection {
    return {
      storeCode: store.code,
      baseUrl: store.row.baseUrl,
      storeView: store.row.storeView,
      credentials: this.secrets.credentialsOf(store.row),
      timeoutMs: this.config.magentoTimeoutMs,
      concurrency: this.config.magentoConcurrency,
      readMode: () => readMode(this.database.manager, store.id),
      allowPrivateTargets: this.config.allowPrivateTargets,
      privateTargets: this.config.privateTargets,
    };
  }

  /** What is not given is as the store has it, for the same kind of sign-in on the same host; else it has to be given. */
  completeCredentials(store: StoreContext, given: CredentialsDto, baseUrl: string): CredentialsDto {
    return isSameHost(store.row.baseUrl, baseUrl) ? this.secrets.completed(store.row, given) : given;
  }

  /** @throws StoreExistsError, BadRequestError */
  async create(dto: CreateStoreDto, actor: Actor): Promise<StoreContext> {
    await checkTarget(dto.baseUrl, this.config, 'baseUrl');
    return this.make(dto, actor);
  }

  /**
   * A store that can be checked, and is neither read nor written before somebody starts it.
   * @throws StoreExistsError, BadRequestError
   */
  async prepare(dto: CreateStoreDto, actor: Actor): Promise<StoreContext> {
    await checkTarget(dto.baseUrl, this.config, 'baseUrl');
    return this.add(dto, actor, { paused: true });
  }

  /**
   * The address comes from the environment: where it leads is looked at when it is connected to.
   * @throws StoreExistsError, BadRequestError
   */
  make(dto: CreateStoreDto, actor: Actor, clientSecrets?: ClientSecrets): Promise<StoreContext> {
    return this.add(dto, actor, { paused: false, clientSecrets });
  }

  private async add(dto: CreateStoreDto, actor: Actor, start: Start): Promise<StoreContext> {
    const settings = differingSettings(dto.settings ?? {});
    const row = await this.database.transaction(async (manager) => {
      const gone = await findGone(manager, [dto.code]);
      if (gone) throw errorOf(gone);
      const created = await this.insert(manager, dto, settings, start);
      if (!created) throw new StoreExistsError(dto.code);
      await recordAudit(manager, actor, {
        action: 'store.create',
        subject: `store:${dto.code}`,
        after: describe(created),
      });
      return created;
    });
    return this.remember(row);
  }

  /**
   * @param seen what the caller looked at: where the store is otherwise now, nothing is changed
   * @throws NotFoundError, BadRequestError, SettingsChangedError, StoreStartedError
   */
  async update(code: string, dto: UpdateStoreDto, actor: Actor, seen: Seen = {}): Promise<StoreContext> {
    if (dto.baseUrl !== undefined) await checkTarget(dto.baseUrl, this.config, 'baseUrl');
    const { row, waiting } = await this.database.transaction(async (manager) => {
      const current = await lockStore(manager, code);
      if (!current) throw new NotFoundError('storeCode', `There is no store ${code}.`);
      refuseAway(current);
      refuseUnseen(current, seen);
      const before = describe(current);
      let waiting: WaitingWork | undefined;
      if (dto.baseUrl !== undefined && trimmed(dto.baseUrl) !== current.baseUrl) {
        keepCredentialsAtHome(current.baseUrl, dto);
        if (dto.sameShop !== true) await keepEvidenceInReach(manager, current);
        if (dto.sameShop !== true) await pushAllAgain(manager, current.id);
        current.baseUrl = trimmed(dto.baseUrl);
      }
      if (dto.storeView !== undefined) current.storeView = dto.storeView;
      if (dto.paused !== undefined) current.paused = dto.paused;
      if (dto.settings !== undefined) {
        const settings = differingSettings(dto.settings, current.settings);
        waiting = await changeMode(manager, current, settings, actor);
        current.settings = settings;
        await rereadHeld(manager, current.id);
      }
      if (dto.credentials !== undefined) {
        Object.assign(current, this.secrets.sealCredentials(code, dto.credentials as MagentoCredentials));
      }
      if (dto.aggregators !== undefined) {
        const secrets = { ...this.secrets.clientSecretsOf(current), ...dto.aggregators };
        Object.assign(current, this.secrets.sealClientSecrets(code, secrets));
      }
      if (dto.courierSecrets !== undefined) {
        const known = this.secrets.clientSecretsOf(current);
        const courierSecrets = { ...known.courierSecrets, ...dto.courierSecrets };
        Object.assign(current, this.secrets.sealClientSecrets(code, { ...known, courierSecrets }));
      }
      current.updatedAt = time.date();
      await saveStore(manager, current);
      await recordAudit(manager, actor, {
        action: 'store.update',
        subject: `store:${code}`,
        before,
        after: { ...describe(current), ...keysSet(dto) },
      });
      return { row: current, waiting };
    });
    if (waiting) logModeChange(row, waiting);
    return this.remember(row);
  }

  /**
   * A step of the set-up was saved or left out: who comes back goes on behind it.
   * @throws NotFoundError, StoreStartedError
   */
  async passSetUpStep(code: string, step: SetUpStep, actor: Actor): Promise<StoreContext> {
    const row = await this.database.transaction(async (manager) => {
      const current = await lockStore(manager, code);
      if (!current) throw new NotFoundError('storeCode', `There is no store ${code}.`);
      refuseAway(current);
      refuseUnseen(current, { paused: true });
      if (current.setUpPassed.includes(step)) return current;
      current.setUpPassed = [...current.setUpPassed, step];
      await saveStore(manager, current);
      await recordAudit(manager, actor, {
        action: 'store.set-up',
        subject: `store:${code}`,
        after: { passed: step },
      });
      return current;
    });
    return this.remember(row);
  }

  /** What a run or a check learnt about this Magento; merged into what is known. */
  async learn(store: StoreContext, traits: Partial<StoreTraits>): Promise<void> {
    await addTraits(this.database.manager, store.id, traits);
    this.cache.delete(store.code);
  }

  /** Seals every secret again under the current key. @returns how many rows were under another one */
  async resealSecrets(actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows = await lockAllStores(manager);
      const stale = rows.filter((row) => this.secrets.reseal(row));
      for (const row of stale) {
        await saveStore(manager, row);
        await recordAudit(manager, actor, {
          action: 'store.reseal',
          subject: `store:${row.code}`,
          after: {
            keyId: row.credentialsKeyId,
          },
        });
      }
      return stale.length;
    });
  }

  private insert(
    manager: EntityManager,
    dto: CreateStoreDto,
    settings: Record<string, unknown>,
    { paused, clientSecrets }: Start,
  ): Promise<Store | undefined> {
    const credentials = this.secrets.sealCredentials(dto.code, dto.credentials as MagentoCredentials);
    const client = clientSecrets ? this.secrets.sealClientSecrets(dto.code, clientSecrets) : undefined;
    return insertStore(manager, {
      code: dto.code,
      baseUrl: trimmed(dto.baseUrl),
      storeView: dto.storeView,
      ...credentials,
      clientSecretsKeyId: client?.clientSecretsKeyId ?? null,
      clientSecretsBox: client?.clientSecretsBox ?? null,
      settings,
      paused,
    });
  }

  /**
   * Removes a paused store with its orders and everything kept of them; only the audit log tells of it afterwards.
   * @throws NotFoundError, WorkIsOpenError while it is polled or somebody waits for something of it
   */
  async remove(code: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      const current = await lockStore(manager, code);
      if (!current) throw new NotFoundError('storeCode', `There is no store ${code}.`);
      refuseAway(current);
      const open = [...(current.paused ? [] : ['polling']), ...(await openWorkOf(manager, current.id))];
      if (open.length > 0) throw new WorkIsOpenError(`Store ${code}`, open);
      await removeStore(manager, current.id);
      await recordAudit(manager, actor, {
        action: 'store.delete',
        subject: `store:${code}`,
        before: describe(current),
      });
    });
    this.cache.delete(code);
    this.magento.forget(code);
  }

  private remember(row: Store): StoreContext {
    const settings = completeSettings(row);
    const store: StoreContext = { id: row.id, code: row.code, paused: row.paused, settings, row };
    this.cache.set(row.code, store);
    return store;
  }
}

function completeSettings({ settings }: Store): StoreSettings {
  return Object.assign(new StoreSettings(), settings);
}

/** Steps of the set-up of which no other row says that somebody was there. */
export const SET_UP_STEPS = ['settings', 'couriers', 'endpoints', 'clients'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** What a caller saw of a store, which may be older than what stands in the database. */
export interface Seen {
  settings?: StoreSettings;
  /** It was not started. */
  paused?: true;
}

function errorOf({ storeCode, state, cell }: StoreMove): AppError {
  return state === MoveState.Left ? new StoreMovedError(storeCode, cell) : new StoreMovingError(storeCode);
}

/** Also where this process knew nothing of it yet. @throws StoreMovingError */
function refuseAway({ code, away }: Store): void {
  if (away) throw new StoreMovingError(code);
}

/** @throws SettingsChangedError, StoreStartedError */
function refuseUnseen(current: Store, seen: Seen): void {
  if (seen.paused && !current.paused) throw new StoreStartedError(current.code);
  if (!seen.settings) return;
  const now = completeSettings(current);
  const names = Object.keys(now) as (keyof StoreSettings)[];
  if (differing(names, now, seen.settings).length > 0) throw new SettingsChangedError(current.code, now);
}

/** What became of a write is seen only in the shop that it was sent to. @throws WorkIsOpenError */
async function keepEvidenceInReach(manager: EntityManager, { id, code }: Store): Promise<void> {
  const writes = await writesUnderWay(manager, id);
  if (writes === 0) return;
  const open = `${writes} writes under way or in doubt, which no other shop shows`;
  throw new WorkIsOpenError(`Store ${code} keeps its address (sameShop is not true): it`, [open]);
}

/** Credentials are for the host that they were given for. @throws BadRequestError */
function keepCredentialsAtHome(baseUrl: string, dto: UpdateStoreDto): void {
  if (dto.credentials !== undefined || isSameHost(baseUrl, dto.baseUrl!)) return;
  throw BadRequestError.field('credentials', 'must be given again, because baseUrl is on another host');
}

function isSameHost(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

/** For the audit log: which keys are others now; they themselves are not in it. */
function keysSet({ aggregators = {}, courierSecrets = {} }: UpdateStoreDto): Record<string, unknown> {
  const names = [...Object.keys(aggregators), ...Object.keys(courierSecrets)];
  return names.length === 0 ? {} : { keysSet: names };
}

/** For the audit log: everything but the secrets. */
function describe(row: Store): Record<string, unknown> {
  const { code, baseUrl, storeView, authScheme, settings, paused, credentialsKeyId } = row;
  return { code, baseUrl, storeView, authScheme, settings, paused, credentialsKeyId };
}
