import { Injectable } from '@nestjs/common';
import { ClientsService } from '../../auth/clients.service.js';
import { EndpointsService } from '../../deliveries/endpoints.service.js';
import { type StoreContext, StoresService } from '../../stores/stores.service.js';
import { type ClientOfStore, type SetUp, setUpOf } from './set-up-state.js';

/** What the set-up of a store looks at: two statements, and what is known of the store. */
@Injectable()
export class SetUpService {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: EndpointsService,
    private readonly clients: ClientsService,
  ) {}

  async of(store: StoreContext): Promise<SetUp> {
    const secrets = this.stores.clientSecretsOf(store);
    const endpoints = await this.endpoints.list(store);
    const clients = await this.clientsOf(store);
    return setUpOf({ store, secrets, endpoints, clients });
  }

  /** Those of all stores, and those of this one. */
  async clientsOf({ code }: StoreContext): Promise<ClientOfStore[]> {
    const all = await this.clients.list();
    return all.filter(({ storeCodes }) => storeCodes === null || storeCodes.includes(code));
  }
}
