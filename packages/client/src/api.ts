// Written by `npm run openapi`.
export interface paths {
    "/admin/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stores
         * @description With settings and state, without credentials.
         */
        get: operations["Stores_list"];
        put?: never;
        /**
         * Connect a store
         * @description Polling begins within seconds. Run the check first or right after.
         */
        post: operations["Stores_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a store
         * @description With settings and state, without credentials.
         */
        get: operations["Stores_get"];
        /**
         * Change a store
         * @description Settings, connection, credentials, pause and resume.
         */
        put: operations["Stores_update"];
        post?: never;
        /**
         * Delete a store
         * @description With all that is kept of it; the audit log stays. Pause it first; it is refused while work is open, and says which.
         */
        delete: operations["Stores_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a store
         * @description DNS, TLS, sign-in, each needed right, clock, statuses and release traits, each with what to do.
         */
        post: operations["Stores_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a bearer token
         * @description Good for an hour, on every replica.
         */
        post: operations["Auth_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Credential
         * @description Increff's Get Credential call: the headers to send with further calls. Ask again after any 401, with authUsername and authPassword: a token does not renew itself.
         */
        get: operations["Auth_credentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API clients
         * @description With scopes and stores, without secrets.
         */
        get: operations["Clients_list"];
        put?: never;
        /**
         * Make an API client
         * @description The secret is in this answer and nowhere else.
         */
        post: operations["Clients_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change an API client, or give it a new secret
         * @description What is left out stays. A new secret is in this answer alone.
         */
        put: operations["Clients_update"];
        post?: never;
        /**
         * Delete a client
         * @description Refused while writes that it asked for are open.
         */
        delete: operations["Clients_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Who did what, when, from where and with what result: sign-ins, changes, and reading of personal data in the console. The newest first. A client of some stores sees what is about these.
         */
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operations
         * @description Writes to Magento, the newest first.
         */
        get: operations["Operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry operations
         * @description All of the filter: those that wait are tried now, those in doubt are looked at now. Of those that FAILED only the operations that need a person: any other was answered to its caller as an error, who may have repeated it since (answeredAsErrors counts them; POST /operations/{operationId}/retry takes one). dryRun only counts.
         */
        post: operations["Operations_retryAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw operations
         * @description All of the filter that wait, or FAILED and need a person, are dropped. Any other that FAILED is tried no more by itself, so that there is nothing to drop (answeredAsErrors counts them). dryRun only counts.
         */
        post: operations["Operations_withdrawAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an operation
         * @description A row of the ledger of writes to Magento, with its tries.
         */
        get: operations["Operations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operationId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry an operation
         * @description Tries a write that FAILED again, looks at one in doubt now, or, in a store that is live, sends one that was SHADOWED. A worker does it within seconds.
         */
        post: operations["Operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operationId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw an operation
         * @description Drops a write that waits for the worker. One that was sent and may still take effect cannot be withdrawn; an online refund that Magento does not show (`EFFECT_NOT_PROVABLE`) can.
         */
        post: operations["Operations_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List erasures
         * @description The latest hundred, newest first. A customer is named by a keyed hash of the e-mail only.
         */
        get: operations["Erasures_list"];
        put?: never;
        /**
         * Erase a customer
         * @description Removes name, addresses, e-mail and telephone from orders and all that hangs on them; money, quantities and what was done stay. It holds for orders created before: no poll, refresh, backfill or rebuild brings the data back. An order that is still open, as one to be shipped, is erased in the night after nothing of it is open any more; see waitingOrders. It may be repeated. An Idempotency-Key has no effect.
         */
        post: operations["Erasures_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/erasures/{erasureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an erasure
         * @description With the orders that it still waits for.
         */
        get: operations["Erasures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release held orders by a filter
         * @description For operators: passes all held orders on that meet every condition. With `dryRun` they are counted, by reason, and nothing is changed.
         */
        post: operations["HeldOrders_releaseAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a held order
         * @description For operators: pass it on although its totals do not add up.
         */
        post: operations["HeldOrders_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/total": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain the total of an order
         * @description Reads the order in Magento: what its grand total is made of, what of it nothing explains, and which fields may. A proposal becomes an entry of the store setting `totalAttributes`; held orders that balance by it are passed on.
         */
        get: operations["HeldOrders_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get list of orders
         * @description From the synchronised copy, sorted by creation time (by change time in Magento when updatedFrom or updatedTo is given, by change time here when changedSince is). Orders that are HELD, or WAITING in a status that is not fetched, are left out unless asked for; with changedSince, those that the shop put on hold (onHold), those that left the statuses that are fetched (WAITING), and those of which nothing is left to pack (syncReason nothing_left) are there, since a reader of changes may have them.
         */
        get: operations["Orders_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pending sweep
         * @description Orders that are not acknowledged yet, without a time window.
         */
        get: operations["Orders_pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get cancelled orders and lines
         * @description Sorted by change time. Orders that are cancelled (fullyCancelled), and those of which only some units are: cancelledItems has the quantities, which are absolute.
         */
        get: operations["Orders_cancelled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an order
         * @description From the copy; refresh=true reads Magento first. An order in whose place Magento holds another one since it was installed again has its negative code.
         */
        get: operations["Orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get order status
         * @description Live from Magento.
         */
        get: operations["Orders_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline of an order
         * @description One line for each thing that happened to it.
         */
        get: operations["Orders_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order acknowledgement
         * @description Comments the order in Magento and sets it to the acknowledge status where the release allows it; where not, the outcome is DEGRADED. Repeats answer ALREADY.
         */
        post: operations["Orders_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Acknowledge several orders
         * @description Increff's form, up to 200 orders. Each stands for itself: see successOrders and failedOrders.
         */
        put: operations["Orders_acknowledgeAll"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel order
         * @description The whole order. Only the order read back counts. Invoiced or shipped orders are REFUSED; an order that is cancelled already answers ALREADY.
         */
        post: operations["Orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/orders/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which orders these are
         * @description For orders that are parked because Magento shows another number or creation time under their code, e.g. after it was installed again. They are neither changed nor written to until then. Decides what is parked at the moment: repeat it until bridge_orders_disputed is 0.
         */
        post: operations["ReplacedOrders_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create invoice
         * @description The whole order, or the lines given. What is invoiced already answers ALREADY, whoever made the invoice; too large a quantity is REFUSED in the words of Magento. Without an Idempotency-Key the same lines count as a repeat.
         */
        post: operations["Invoices_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get invoice
         * @description The order's invoices as Magento has them, the shop's own included.
         */
        get: operations["Invoices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get credit memos
         * @description The order's credit memos as Magento has them, the shop's own included.
         */
        get: operations["Refunds_list"];
        put?: never;
        /**
         * Give money back
         * @description Makes a credit memo: of lines, of the rest that will never ship (openRest), or of shipping cost and adjustments alone. The same refundId gives the money back once; with other contents it answers 409. More than is left is REFUSED, and so is an order that is not invoiced. With online the payment method pays; where nobody can tell whether it did, the operation stays in doubt until Magento shows the credit memo, or a person withdraws it.
         */
        post: operations["Refunds_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create shipment
         * @description Increff's pack form. The same shipmentId gets the same answer; with other contents it answers 409. More than the order has left is REFUSED, nothing is cut silently. By default the parcel is recorded here, and Magento gets its shipment, with the tracks, at handover; the store's setting shipmentMode says otherwise.
         */
        post: operations["Shipments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get shipment
         * @description One that was made here, or any that Magento has of an order of this store.
         */
        get: operations["Shipments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentCode}/label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get shipping label
         * @description The label that was stored here, else Magento's: as PDF, or as JSON in base64 with Accept: application/json. Where only an address of a label was sent with the shipment, JSON with that; with Accept: application/pdf, 404 with that.
         */
        get: operations["Labels_get"];
        /**
         * Store shipping label
         * @description The label of a parcel that was packed here: as a file (PDF, PNG, JPEG), or in base64 in JSON; up to 2 MiB. It takes the place of the one before; a picture becomes a PDF. Once the parcel gets another AWB, the label is served no longer.
         */
        put: operations["Labels_store"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentCode}/label.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get shipping label as PDF
         * @description As PDF, with any header Accept.
         */
        get: operations["Labels_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentCode}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a parcel another courier or AWB
         * @description Of a packed parcel, before or after its handover. Where Magento has its shipment, the new track is added there and the old one is removed: see following. Events with the old AWB still find the order. A repeat answers ALREADY.
         */
        post: operations["ParcelChanges_changeTrack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shipments/{shipmentCode}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a parcel void
         * @description Before its handover; its goods can be packed again under another shipmentId, and its AWB is free. DEGRADED where Magento has a shipment of it: the REST interface deletes none, so its tracks are removed, and a comment is added.
         */
        post: operations["ParcelChanges_makeVoid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/repack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repack parcels
         * @description Moves lines between packed parcels of an order before their handover: says what each of them holds from then on. An emptied parcel becomes void. REFUSED where Magento has a shipment of one already. A repeat answers ALREADY.
         */
        post: operations["ParcelChanges_repack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{orderCode}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Handover
         * @description The order's parcels that are not handed over yet, each as one shipment in Magento; of an order without parcels here, everything that is left. Repeats, and goods that are shipped already, answer ALREADY. What keeps the order from being complete stands in stillOpen and detail.
         */
        post: operations["Handovers_handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over several parcels
         * @description Increff's form, up to 200 parcels. Each stands for itself: see results.
         */
        post: operations["Handovers_handOverAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List manifests
         * @description Of the store, the newest first.
         */
        get: operations["Manifests_list"];
        put?: never;
        /**
         * Create manifest
         * @description Recorded here; Magento has no manifests. The same manifestId gets the same answer.
         */
        post: operations["Manifests_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifests/{manifestCode}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add parcels to manifest
         * @description Until it is closed. What is in it already is not added again.
         */
        post: operations["Manifests_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifests/{manifestCode}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close manifest
         * @description Once: a repeat gets the same answer. It takes no further parcels, and keeps the AWBs that they have now. Void parcels are left out.
         */
        post: operations["Manifests_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifests/{manifestCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get manifest
         * @description With Accept: application/pdf for the courier to sign.
         */
        get: operations["Manifests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifests/{manifestCode}/manifest.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get manifest as PDF
         * @description For the courier to sign; an open one says so.
         */
        get: operations["Manifests_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock of a SKU
         * @description With refresh=true Magento is read first.
         */
        get: operations["Inventory_get"];
        /**
         * Update inventory of a SKU
         * @description The last value wins: it is stored at once and pushed to Magento; the answer waits for that up to 40 s. Encode the SKU (a slash is %2F).
         */
        put: operations["Inventory_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock levels
         * @description Wanted, pushed, and what Magento showed last.
         */
        get: operations["Inventory_list"];
        /**
         * Update inventory
         * @description Increff's form, up to 200 SKUs. Each stands for itself; what is not pushed after 40 s (with Prefer: respond-async at once) is in failureList with code PENDING and is pushed all the same.
         */
        put: operations["Inventory_putAll"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/inventory/{storeCode}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check drift, or push all stock
         * @description Drifted levels: GET /inventory?state=DRIFTED.
         */
        post: operations["InventoryAdmin_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/inventory/{storeCode}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry stock that failed
         * @description FAILED levels are queued again, all of them or those of a SKU or an error code.
         */
        post: operations["InventoryAdmin_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/inventory/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drift checks and full pushes
         * @description The latest first.
         */
        get: operations["InventoryAdmin_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description What was and is to be sent to the merchant. The newest first.
         */
        get: operations["Deliveries_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay deliveries
         * @description All that the filter finds, each with the webhook-id it had. dryRun only counts.
         */
        post: operations["Deliveries_replayAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description With its body and every try.
         */
        get: operations["Deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a delivery
         * @description DELIVERED, DEAD or SHADOWED; with the webhook-id it had.
         */
        post: operations["Deliveries_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List endpoints
         * @description Where pushes to the merchant go, and how that fares.
         */
        get: operations["Endpoints_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set an endpoint
         * @description Its address, what it receives and how. The answer to a new endpoint has its signing secret, this once. Waiting deliveries are sent.
         */
        put: operations["Endpoints_put"];
        post?: never;
        /**
         * Delete an endpoint
         * @description Refused while deliveries wait for it.
         */
        delete: operations["Endpoints_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints/{kind}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing secret
         * @description The new one is shown this once; for 24 hours every delivery is signed with both.
         */
        post: operations["Endpoints_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints/{kind}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a signed test event
         * @description Once, now, in any state of the endpoint: a sample of the type. Header `bridge-test` is `true`, and its order code begins with `TEST-`. It is recorded as a delivery in state TEST.
         */
        post: operations["Endpoints_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints/{kind}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable an endpoint
         * @description Its waiting deliveries are sent.
         */
        post: operations["Endpoints_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/endpoints/{kind}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable an endpoint
         * @description Its deliveries wait.
         */
        post: operations["Endpoints_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alert-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alert channels
         * @description Who hears of problems, by which rules, and how that fares.
         */
        get: operations["AlertChannels_list"];
        put?: never;
        /**
         * Add an alert channel
         * @description It hears of the problems that there are, and from then on when one begins, grows to twice as many, or is over. The answer to a WEBHOOK has its signing secret, this once.
         */
        post: operations["AlertChannels_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alert-channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an alert channel
         * @description With its rules and its last result.
         */
        get: operations["AlertChannels_get"];
        /**
         * Change an alert channel
         * @description What is given; the rest stays. What waits is tried again at once, at the address that holds now.
         */
        put: operations["AlertChannels_change"];
        post?: never;
        /**
         * Remove an alert channel
         * @description With its messages, also those that wait; the audit log says how many did.
         */
        delete: operations["AlertChannels_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/alert-channels/{channelId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description One, now, also where the channel is switched off or it is quiet. Answers what the receiver said.
         */
        post: operations["AlertChannels_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/courier/{storeCode}/{courier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Webhook of a courier that is connected by setting
         * @description The store setting `couriers` says where its body has what, what its statuses mean, and how it proves itself; `courierSecrets` of the store holds its secret. What is kept is answered with the status that the setting names.
         */
        post: operations["Webhooks_courier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications
         * @description Events without a type and malformed events are included.
         */
        get: operations["Notifications_list"];
        put?: never;
        /**
         * Push a notification to the merchant
         * @description The answer means: stored, and it will be delivered, after all that was accepted before for the same order. The same parcel, type and time are a repeat. Types:
         *
         *     - `RETURN_ORDER_PLACED` (CLICKPOST): the customer placed a return
         *     - `PAYMENT_FAILED` (SHIPROCKET): the payment failed
         *     - `UNFULFILLABLE` (SHIPROCKET): it cannot be fulfilled
         *     - `INVOICED` (SHIPROCKET): the invoice of the shipment was made
         *     - `INVOICE_GENERATED` (OMS): an invoice or credit note exists in the OMS
         *     - `SHIPPING_LABEL_GENERATED` (CLICKPOST): the shipping label was made
         *     - `AWB_GENERATED` (CLICKPOST): the AWB was assigned
         *     - `READY_TO_SHIP` (SHIPROCKET): the label of the shipment was made
         *     - `PICKUP_QUEUE` (SHIPROCKET): it waits in the queue for pickup
         *     - `PICKUP_SCHEDULED` (SHIPROCKET): the pickup was asked of the courier
         *     - `PICKUP_ERROR` (SHIPROCKET): the pickup could not be arranged
         *     - `PICKUP_RESCHEDULED` (SHIPROCKET): the pickup was moved
         *     - `OUT_FOR_PICKUP` (CLICKPOST, SHIPROCKET): the courier is on the way to collect
         *     - `PICKED_UP` (CLICKPOST, SHIPROCKET): it was collected at the warehouse
         *     - `RETURN_PICKED_UP` (CLICKPOST): the courier collected the return
         *     - `EXCHANGE_PICKUP` (CLICKPOST): the forward part of an exchange was collected
         *     - `SHIPPED` (SHIPROCKET): it left the warehouse
         *     - `FULFILLED` (SHIPROCKET): it was fulfilled
         *     - `IN_TRANSIT` (SHIPROCKET, SHIPWAY): it is in transit
         *     - `DELAYED` (SHIPROCKET): it is late, but within the SLA
         *     - `MISROUTED` (SHIPROCKET): it was sent the wrong way
         *     - `SHIPMENT_STUCK` (CLICKPOST): it is stuck in transit
         *     - `SLA_BREACHED` (CLICKPOST): it was not delivered in time
         *     - `REACHED_DESTINATION_HUB` (SHIPROCKET): it reached the last hub before delivery
         *     - `DESTINATION_HUB_INSCAN` (CLICKPOST): it was scanned in at the last hub
         *     - `OUT_FOR_DELIVERY` (CLICKPOST, SHIPROCKET, SHIPWAY): the courier is on the way to deliver
         *     - `FAILED_DELIVERY` (CLICKPOST): it could not be delivered
         *     - `UNDELIVERED` (SHIPROCKET, SHIPWAY): the first try to deliver it failed
         *     - `PARTIAL_DELIVERED` (SHIPROCKET): a part of it was delivered
         *     - `CANCELLATION_REQUESTED` (SHIPROCKET): its cancellation was asked for
         *     - `PICKUP_CANCELLED` (CLICKPOST): the pickup at the warehouse was cancelled
         *     - `CANCELLED` (CLICKPOST, SHIPROCKET): it was cancelled
         *     - `RTO` (CLICKPOST, SHIPROCKET, SHIPWAY): it cannot be delivered and goes back
         *     - `RTO_DELIVERED` (CLICKPOST, SHIPROCKET, SHIPWAY): it is back at the warehouse
         *     - `RTO_ACKNOWLEDGED` (SHIPROCKET): the seller acknowledged that it came back
         *     - `DAMAGED` (CLICKPOST, SHIPROCKET): it was damaged in transit
         *     - `DESTROYED` (SHIPROCKET): it was destroyed
         *     - `LOST` (CLICKPOST, SHIPROCKET): it was lost in transit
         *     - `DELIVERED` (CLICKPOST, SHIPROCKET, SHIPWAY): it was delivered
         *     - `EXCHANGE_DELIVERED` (CLICKPOST): the return was taken and the forward part delivered
         */
        post: operations["Notifications_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{notificationId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which order an event is of
         * @description For operators: of an event in state WAITING. It goes to the merchant as if the aggregator had named the order.
         */
        post: operations["WaitingEvents_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{notificationId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an event is of no order here
         * @description For operators: of an event in state WAITING, as of a parcel that another sales channel sent. It does not go to the merchant.
         */
        post: operations["WaitingEvents_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{notificationId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for the order of an event again
         * @description For operators: of an event in state WAITING, now. It stays there where its order is not found.
         */
        post: operations["WaitingEvents_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that many events are of no order here
         * @description For operators: of all events in state WAITING that fit. Count first, with `dryRun`.
         */
        post: operations["WaitingEvents_dismissAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/clickpost/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ClickPost webhook
         * @description 200 once it is stored. A status without a type, and what is malformed, is kept and answered 200.
         */
        post: operations["Webhooks_clickpost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/st/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shiprocket webhook
         * @description Shiprocket allows neither its own name nor its initials in an address. 200 for all that is kept.
         */
        post: operations["Webhooks_shiprocket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/shipway/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shipway webhook
         * @description Shipway publishes no description of its webhook. What it sends is kept without a type, until the setting shipwayCodes turns on the six codes of its registration.
         */
        post: operations["Webhooks_shipway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/eshipz/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Eshipz webhook
         * @description The public sources on Eshipz contradict each other, and none is its own. What it sends is kept without a type, until the setting eshipzStatuses says what its statuses mean.
         */
        post: operations["Webhooks_eshipz"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/return-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List return orders
         * @description Of the store, the newest first.
         */
        get: operations["Returns_list"];
        put?: never;
        /**
         * Create return order
         * @description One item is one unit. Not more of a SKU can come back than was shipped. The same returnOrderCode with the same body is a repeat. Without awbNumber and transporter Increff books the courier, and the starred fields are needed.
         */
        post: operations["Returns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/return-orders/{returnOrderCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a return order
         * @description With its states so far.
         */
        get: operations["Returns_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/update-return-order/item": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add items to a return order
         * @description Before any is processed.
         */
        put: operations["Returns_add"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/return-orders/{returnOrderCode}/processing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return processed
         * @description Results of the quality check, in one or several parts. When all items have one, the merchant gets one return order acknowledgement. With `correction`, results may differ from those that stand; a return that was acknowledged is acknowledged again, with `correction: true` in the body.
         */
        post: operations["Returns_process"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/return-orders/{returnOrderCode}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel return order items
         * @description Those that are not processed yet. Where the others have their results, the merchant gets the acknowledgement.
         */
        post: operations["Returns_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/return-order-ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take the acknowledgement of a return as Increff sends it
         * @description The document's return order acknowledgement, at one address for all returns, for an Increff that acknowledges by itself. What it says stands, also where another result stood before; items that it does not name stay open.
         */
        put: operations["Returns_acknowledge"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/qc-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reasons of failed quality checks
         * @description Increff's list, the store's own, and those that were given. Any text is taken as a reason.
         */
        get: operations["Returns_qcReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/return/get/awb": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find returns by AWB
         * @description Under which the courier brings them back.
         */
        post: operations["Returns_findByAwb"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/increff/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pack order
         * @description Create shipment in the pack form. The same shipmentId gets the same answer.
         */
        post: operations["StandardForms_pack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/increff/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Seller cancellation
         * @description Whole orders only, as Magento has no other; a part is answered with hasError.
         */
        put: operations["StandardForms_cancel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/increff/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get invoice
         * @description The order's newest invoice that has lines and stands, live from Magento.
         */
        get: operations["StandardForms_invoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/increff/shipping-label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get shipping label
         * @description What was stored here, else live from Magento.
         */
        get: operations["StandardForms_label"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List polling runs
         * @description Newest first.
         */
        get: operations["Sync_listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/{storeCode}/{stream}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a stream now
         * @description Without waiting for its next turn. How it goes stands in `GET /admin/sync/runs`.
         */
        post: operations["Sync_startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/sync/{storeCode}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Build the copy of a store again
         * @description Reads all its orders from Magento; acknowledgements, operations and the timeline are kept.
         */
        post: operations["Sync_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/backfills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a range of orders again
         * @description Resumable and paced; a worker begins within seconds.
         */
        post: operations["Sync_createBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/backfills/{backfillId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a backfill
         * @description How far it has come.
         */
        get: operations["Sync_backfill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reconciliations
         * @description The latest hundred, newest first.
         */
        get: operations["Reconciliation_list"];
        put?: never;
        /**
         * Compare with Magento
         * @description Orders of a range, their content, invoices and shipments. Our side is repaired; what Magento lacks is only reported. A write of ours that Magento shows twice is of severity ERROR, with what to do, in each comparison until it is undone. It is done every night for the last seven days; stock has runs of its own.
         */
        post: operations["Reconciliation_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/reconciliations/{reconciliationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a reconciliation
         * @description With what it found.
         */
        get: operations["Reconciliation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/reconciliations/{reconciliationId}/differences/{differenceId}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repair Magento's side
         * @description An invoice or shipment of ours that Magento has lost: it is looked for by its mark, and made again where it is not found. Nothing else is ever changed in Magento for a difference.
         */
        post: operations["Reconciliation_repair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/reconciliations/{reconciliationId}/differences/{differenceId}/undone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it is undone in Magento
         * @description For a write that had two effects, once a person has undone the one that is too much. Later comparisons leave it out. Nothing is changed in Magento.
         */
        post: operations["Reconciliation_undone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stores/{storeCode}/shadow-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare what shadow mode planned with Magento
         * @description Each write that would have been sent, against what Magento shows now that another integration did: SAME, DIFFERENT, NOT_THERE or NOT_COMPARED; and what it did besides. Reads the orders in Magento, up to `orders` of them; writes nothing.
         */
        get: operations["ShadowReport_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description In its text format. Without a customer’s data.
         */
        get: operations["Metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Liveness
         * @description Whether the process answers.
         */
        get: operations["Health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness
         * @description Whether it can serve: database and job queue. A shop that is down does not count.
         */
        get: operations["Health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldErrorDto: {
            /** @description Field as the caller spelled it, dotted for nested fields. */
            field: string;
            /** @description What is wrong with it, in words. */
            message: string;
        };
        ProblemDto: {
            /**
             * @description URN of the kind of error: the `code` in small letters, with hyphens.
             * @example urn:magento-oms-bridge:error:not-found
             */
            type: string;
            /**
             * @description The HTTP status in words.
             * @example Not Found
             */
            title: string;
            /**
             * @description HTTP status of the answer.
             * @example 404
             */
            status: number;
            /**
             * @description What went wrong, in words for a person.
             * @example There is no order 4711.
             */
            detail: string;
            /**
             * @description Path of the request.
             * @example /orders/4711
             */
            instance: string;
            /**
             * @description Stable code to decide by.
             * @example NOT_FOUND
             */
            code: string;
            /**
             * @description Increff's field: the same text as `detail`.
             * @example There is no order 4711.
             */
            message: string;
            /**
             * @description Increff's field: the faults in one line, each as `[field: message]`; else as detail.
             * @example [orderCode: There is no order 4711.]
             */
            description: string;
            /** @description One entry for each field at fault; empty where no field is. */
            errors: components["schemas"]["FieldErrorDto"][];
            /**
             * @description True when the same request may succeed later.
             * @example false
             */
            retryable: boolean;
            /** @description Also in the answer's X-Request-Id header and in the log. */
            requestId: string;
            /** @description Of a write: its row in the ledger. */
            operationId?: string;
            /** @description Of a write: REFUSED, or UNKNOWN until it is settled. */
            outcome?: string;
            /**
             * @description Of a write: the order's entity_id.
             * @example 4711
             */
            orderCode?: string;
            /** @description Of a write: what Magento calls what was made. */
            magentoId?: string;
            /**
             * @description Of a store that has moved: the database that has it.
             * @example east
             */
            cell?: string;
        };
        TotalAttributeDto: {
            /**
             * @description 1 where the amount is added to the grand total as it stands, -1 where it is taken away.
             * @example 1
             * @enum {number}
             */
            sign: -1 | 1;
            /**
             * @description Where it is in Magento's answer: names joined by dots, from the order down; `[]` after the name of a list adds its
             *     entries up.
             * @example extension_attributes.msp_cod_amount
             */
            path: string;
            /**
             * @description codFee: fee of cash on delivery; storeCredit, giftCard: paid with; fee: added; discount: taken off.
             * @example codFee
             * @enum {string}
             */
            as: "codFee" | "discount" | "fee" | "giftCard" | "storeCredit";
            /**
             * @description True where the amount has its tax in it, and Magento counts that tax in the order's `tax_amount` as well: it is counted
             *     once. The amount without it is passed on.
             * @example false
             */
            taxIncluded?: boolean;
        };
        CustomFieldDto: {
            /**
             * @description Where it is in Magento's answer: names joined by dots, from the order down. `items[].` at the beginning means each
             *     line. `[]` after the name of a list takes all entries, `[attribute_code=delivery_date]` those with this value.
             * @example extension_attributes.delivery_date
             */
            path: string;
            /**
             * @description Name under which the value stands in `customFields`: a letter, then letters, digits and `_`.
             * @example deliveryDate
             */
            as: string;
        };
        CourierCarrierDto: {
            /**
             * @description As Increff names it; upper and lower case are alike.
             * @example BlueDart Surface
             */
            courier: string;
            /**
             * @description Magento's carrier code: `dhl`, `fedex`, `ups` and `usps` have a tracking link of Magento's own.
             * @example bluedart
             */
            carrierCode: string;
            /**
             * @description What the customer reads; left out: Increff's name.
             * @example Blue Dart
             */
            title?: string | null;
        };
        CourierAuthDto: {
            /**
             * @description header: a header is the secret; basic: user:password; hmac: a header signs the body; query: `?key=`.
             * @enum {string}
             */
            kind: "basic" | "header" | "hmac" | "query";
            /**
             * @description Needed with header and hmac: the name of that header, in any case.
             * @example x-push-token
             */
            header?: string;
            /**
             * @description Needed with hmac: hash of the signature.
             * @example sha256
             * @enum {string}
             */
            algorithm?: "sha1" | "sha256" | "sha512";
            /**
             * @description Needed with hmac: how the signature is written.
             * @enum {string}
             */
            encoding?: "base64" | "hex";
            /**
             * @description What stands before the signature.
             * @example hmac-sha256-hex=
             */
            prefix?: string;
        };
        CourierFilterDto: {
            /**
             * @description Place whose value is compared: names joined by dots; after `$.` from the body down.
             * @example $.event
             */
            path: string;
            /** @description Values of which the place must have one. */
            in: string[];
        };
        CourierNameDto: {
            /**
             * @description Place of the name: names joined by dots; after `$.` from the body down.
             * @example AWB
             */
            path: string;
            /**
             * @description What it names: the forward parcel or the return's, the order, a reference of either, the return.
             * @enum {string}
             */
            kind: "awb" | "order" | "reference" | "return" | "returnAwb";
        };
        CourierTimeDto: {
            /**
             * @description Place of the time: names joined by dots; after `$.` from the body down.
             * @example Status.StatusDateTime
             */
            path: string;
            /**
             * @description `iso` takes `2026-11-23 10:00:00` and `23 11 2026 10:00:00` as well.
             * @enum {string}
             */
            format: "epoch-milliseconds" | "epoch-seconds" | "iso";
            /**
             * @description Of a time that names no zone.
             * @example Asia/Kolkata
             */
            zone?: string;
        };
        CourierDto: {
            /**
             * @description Also what the merchant reads as logisticAggregatorName, in capitals.
             * @example delhivery
             */
            name: string;
            /** @description How its calls are known to be its own. */
            auth: components["schemas"]["CourierAuthDto"];
            /**
             * @description Where the event stands: an object, or a list or numbered object of events. Left out: the body.
             * @example Shipment
             */
            root?: string;
            /** @description Only such events are passed on; others are kept without a type. */
            filter?: components["schemas"]["CourierFilterDto"];
            /**
             * @description One or two places of the status; of two, both together are it.
             * @example [
             *       "Status.StatusType",
             *       "Status.Status"
             *     ]
             */
            status: string[];
            /**
             * @description Another place of the status, which must mean the same.
             * @example Status.StatusCode
             */
            mustAgree?: string;
            /**
             * @description Statuses to notification types, in any case, with blanks for `_` and `-`; of two places joined by `|`, where `*` stands for any second
             *     one, but not of something grave. A status that is not here is kept without a type.
             * @example {
             *       "DL|DELIVERED": "DELIVERED"
             *     }
             */
            map: {
                [key: string]: string;
            };
            /** @description Where the parcel is a return's; left out: nowhere. */
            isReturn?: components["schemas"]["CourierFilterDto"];
            /** @description Places of the names by which the order and the parcel are found; at least one must lead to an order. */
            identity: components["schemas"]["CourierNameDto"][];
            /** @description Left out: as of its receipt. */
            time?: components["schemas"]["CourierTimeDto"];
            /**
             * @description Place of the courier's name.
             * @example $.courier.name
             */
            courierName?: string;
            /**
             * @description What makes a repeat; left out: names, status and time.
             * @example [
             *       "$.event_id"
             *     ]
             */
            repeatKey?: string[];
            /** @description A body that only tries the address: answered, and kept without a word. */
            ping?: components["schemas"]["CourierFilterDto"];
            /**
             * @description HTTP status of the answer; left out: 200.
             * @example 200
             */
            answer?: number;
        };
        OutgoingSettings: {
            /**
             * @description live: writes and deliveries go out. shadow: the store reads, serves, plans and records all of them, and sends none;
             *     GET /admin/stores/{storeCode}/shadow-report compares them with what another integration did.
             * @default live
             * @enum {string}
             */
            mode?: "live" | "shadow";
        };
        OrderSettings: {
            /**
             * @description Order statuses that Increff is to fetch.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            statusesToFetch?: string[];
            /**
             * @description Statuses that mean: cancelled.
             * @default [
             *       "canceled"
             *     ]
             */
            cancelStatuses?: string[];
            /**
             * @description Statuses of the safety sweep that asks without a time window.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            pendingStatuses?: string[];
            /**
             * @description Status that an acknowledged order gets where Magento allows it; null for a plain comment.
             * @default processing
             */
            acknowledgeStatus?: string | null;
            /**
             * @description True lets an order be acknowledged that waits for its payment (state pending_payment) in a status that is not fetched.
             *     One whose status is in statusesToFetch is passed on, and acknowledged, anyway.
             * @default false
             */
            acknowledgeUnpaid?: boolean;
            /**
             * @description Payment methods (`payment.method`) that are cash on delivery.
             * @default [
             *       "cashondelivery"
             *     ]
             */
            codMethods?: string[];
            /**
             * @description Days from order to dispatch.
             * @default 2
             */
            slaDays?: number;
            /**
             * @description Orders created before are kept but not passed on; null for no limit.
             * @default null
             */
            startDate?: string | null;
            /**
             * @description `store_id`s of the Magento store views whose orders are the store's; empty for all. Magento lists the orders of every
             *     view, also when one view is asked for, so two stores on one Magento need this, or each of them takes every order.
             * @default []
             */
            storeIds?: number[];
            /**
             * @description Magento's product types (`product_type`) whose lines are passed on; empty for all goods.
             * @default []
             */
            itemTypes?: string[];
            /**
             * @description The SKU that lines are passed on with. Custom options that the customer chose lengthen the line's (`MUG-RED-XL`); `product`
             *     looks the product's own up (`MUG`), which stock and the warehouse know. It needs the right Magento_Catalog::products.
             * @default line
             * @enum {string}
             */
            skuSource?: "line" | "product";
            /**
             * @description Totals that other modules add to the order, so that it balances, e.g.
             *     `[{"path": "extension_attributes.msp_cod_amount", "sign": 1, "as": "codFee"}]`.
             * @default []
             */
            totalAttributes?: components["schemas"]["TotalAttributeDto"][];
            /**
             * @description Further fields of the order, or of its lines (`items[].` begins the path), that are passed on as `customFields`, and in a
             *     push as custom attributes, e.g. `[{"path": "extension_attributes.delivery_date", "as": "deliveryDate"}]`.
             * @default []
             */
            customFields?: components["schemas"]["CustomFieldDto"][];
        };
        PollingSettings: {
            /**
             * @description Seconds between polls; null for the service's POLL_INTERVAL_SECONDS.
             * @default null
             */
            pollIntervalSeconds?: number | null;
            /**
             * @description How far back each poll looks again, for orders that were committed late.
             * @default 600
             */
            overlapSeconds?: number;
            /**
             * @description Orders per page asked of Magento.
             * @default 100
             */
            pageSize?: number;
        };
        FulfilmentSettings: {
            /**
             * @description True invoices what is left of an order before its first shipment, for shops that do not do it themselves.
             * @default false
             */
            autoInvoice?: boolean;
            /**
             * @description Where the shop prints an invoice, e.g. `https://shop.example.com/invoice/{invoiceId}.pdf`, for the invoice notification and
             *     Get invoice; also `{invoiceNumber}` and `{orderCode}`. Null: invoices are named without an address.
             * @default null
             */
            invoiceDocumentUrl?: string | null;
            /**
             * @description Which Magento calls stand for create shipment and handover. The default deducts stock once.
             * @default ship-once
             * @enum {string}
             */
            shipmentMode?: "documented" | "ship-once";
            /**
             * @description With ship-once: the step that ships.
             * @default atHandover
             * @enum {string}
             */
            shipAt?: "atHandover" | "atShipment";
            /**
             * @description Magento's carrier code, and the title that the customer reads, of couriers that Increff names, e.g.
             *     `[{"courier": "BlueDart Surface", "carrierCode": "bluedart", "title": "Blue Dart"}]`. DHL, FedEx, UPS and USPS are known.
             * @default []
             */
            carriers?: components["schemas"]["CourierCarrierDto"][];
            /**
             * @description Unit of weights in the shop (Stores > Configuration > Locale Options); Increff sends grams.
             * @default kgs
             * @enum {string}
             */
            weightUnit?: "kgs" | "lbs";
            /**
             * @description Increff's location codes to MSI source codes, e.g. `{"WH1": "wh1"}`. A location that is not listed names no source.
             * @default {}
             */
            locationSources?: {
                [key: string]: string;
            };
        };
        StockSettings: {
            /**
             * @description How stock is written.
             * @default auto
             * @enum {string}
             */
            inventoryMode?: "auto" | "sourceItems" | "stockItems";
            /**
             * @description Units that are kept back: Magento gets the quantity less these, never below 0.
             * @default 0
             */
            bufferStock?: number;
            /**
             * @description Units of which stock is called low, at and below them and above 0; null for none. It is a warning and changes nothing.
             * @default null
             */
            lowStockThreshold?: number | null;
            /**
             * @description Magento's code of the website that sells the stock (Stores > All Stores), for what it still has to sell.
             * @default base
             */
            websiteCode?: string;
            /**
             * @description Hour of the day (UTC) of the nightly push of all stock; null for none.
             * @default 2
             */
            fullPushHour?: number | null;
        };
        ReturnSettings: {
            /**
             * @description How returns name their forward order, and how events, own ones too, name it to the merchant.
             * @default entityId
             * @enum {string}
             */
            forwardOrderCode?: "entityId" | "incrementId";
            /**
             * @description Logistic aggregator that Increff books couriers with; CLICKPOST asks for more fields of a return.
             * @default null
             * @enum {string|null}
             */
            logisticAggregator?: "CLICKPOST" | "ESHIPZ" | "SHIPROCKET" | "SHIPWAY" | null;
            /**
             * @description Courier that Increff books for returns; see courierFields.
             * @default null
             */
            returnCourier?: string | null;
            /**
             * @description What each courier asks for of a return, e.g. `{"Delhivery": "brand,category"}`: brand, color, category, subCategory, serialNumber, subTaxItemData, consigneeGstin.
             * @default {}
             */
            courierFields?: {
                [key: string]: string;
            };
            /**
             * @description Reasons of a failed quality check besides Increff's own list.
             * @default []
             */
            qcReasons?: string[];
            /**
             * @description Types of returns (`orderType`) whose units are given back in Magento once they have passed the quality check, each one once;
             *     empty for none. RETURN_TO_ORIGIN is a parcel that could not be delivered.
             * @default []
             */
            refundReturns?: ("CUSTOMER_RETURN" | "RETURN_TO_ORIGIN" | "SELF_SHIP")[];
            /**
             * @description True has the payment method pay the money of returns back; false only books it in Magento.
             * @default false
             */
            refundReturnsOnline?: boolean;
            /**
             * @description True opens a return (RETURN_TO_ORIGIN) for each parcel of which a courier says that it goes back (RTO, RTO_DELIVERED,
             *     RTO_ACKNOWLEDGED), unless one was announced.
             * @default false
             */
            openRtoReturns?: boolean;
        };
        EventSettings: {
            /**
             * @description What aggregators may have put before the order's code, e.g. `["#", "SHOP-"]`: tried without it where the whole code names no
             *     order.
             * @default []
             */
            orderCodePrefixes?: string[];
            /**
             * @description How an aggregator's times are read, e.g. `{"CLICKPOST": "INDIA"}`. GUESS (of all that are not listed): as written, but
             *     what lies in the future is India's clock wrongly marked as UTC; AS_WRITTEN; INDIA: India's, however they are marked.
             *     A time that still lies in the future is replaced by the time of receipt.
             * @default {}
             */
            webhookClocks?: {
                [key: string]: unknown;
            };
            /**
             * @description Zone of ClickPost's return events that name none: its older page says India's, its newer one UTC.
             * @default INDIA
             * @enum {string}
             */
            clickpostReturnZone?: "INDIA" | "UTC";
            /**
             * @description Notification type of ClickPost's scan at the last hub, e.g. DESTINATION_HUB_INSCAN; null tells nobody of it.
             * @default null
             */
            clickpostHubType?: string | null;
            /**
             * @description True tells RETURN_PICKED_UP of Shiprocket's returns, which the customer's list has for ClickPost only.
             * @default false
             */
            shiprocketReturnPickedUp?: boolean;
            /**
             * @description True tells what Shipway's codes DEL, OOD, INT, UND, RTO and RTD say, once Shipway has confirmed them.
             * @default false
             */
            shipwayCodes?: boolean;
            /**
             * @description Notification types of Eshipz' statuses, each with its sub-status, e.g. `{"Delivered|": "DELIVERED"}`.
             * @default {}
             */
            eshipzStatuses?: {
                [key: string]: string;
            };
            /**
             * @description Couriers and aggregators that are connected by setting, without code; their secrets: `courierSecrets` of the store.
             * @default []
             */
            couriers?: components["schemas"]["CourierDto"][];
        };
        PushSettings: {
            /**
             * @description True sends new orders and customer cancellations to the endpoint INCREFF, for installations where Increff does not fetch.
             * @default false
             */
            pushToIncreff?: boolean;
            /**
             * @description Increff's location that fulfils every pushed order; null lets Increff route and split.
             * @default null
             */
            pushLocationCode?: string | null;
        };
        RetentionSettings: {
            /**
             * @description Days after the last change of a closed order, in Magento or here, after which its personal data is erased: name,
             *     addresses, e-mail, telephone, in the order and all that hangs on it. Money and quantities stay. Null keeps it.
             * @default null
             */
            eraseAfterDays?: number | null;
            /**
             * @description Days after the last change of an order that has come to its end, in Magento or here, after which all of it is deleted
             *     here: items, writes, invoices, shipments, returns, events, deliveries. One of which anything is open stays. Null keeps
             *     orders.
             * @default null
             */
            deleteAfterDays?: number | null;
        };
        SettingsDto: {
            /**
             * @description live: writes and deliveries go out. shadow: the store reads, serves, plans and records all of them, and sends none;
             *     GET /admin/stores/{storeCode}/shadow-report compares them with what another integration did.
             * @default live
             * @enum {string}
             */
            mode: "live" | "shadow";
            /**
             * @description Order statuses that Increff is to fetch.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            statusesToFetch: string[];
            /**
             * @description Statuses that mean: cancelled.
             * @default [
             *       "canceled"
             *     ]
             */
            cancelStatuses: string[];
            /**
             * @description Statuses of the safety sweep that asks without a time window.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            pendingStatuses: string[];
            /**
             * @description Status that an acknowledged order gets where Magento allows it; null for a plain comment.
             * @default processing
             */
            acknowledgeStatus: string | null;
            /**
             * @description True lets an order be acknowledged that waits for its payment (state pending_payment) in a status that is not fetched.
             *     One whose status is in statusesToFetch is passed on, and acknowledged, anyway.
             * @default false
             */
            acknowledgeUnpaid: boolean;
            /**
             * @description Payment methods (`payment.method`) that are cash on delivery.
             * @default [
             *       "cashondelivery"
             *     ]
             */
            codMethods: string[];
            /**
             * @description Days from order to dispatch.
             * @default 2
             */
            slaDays: number;
            /**
             * @description Orders created before are kept but not passed on; null for no limit.
             * @default null
             */
            startDate: string | null;
            /**
             * @description Seconds between polls; null for the service's POLL_INTERVAL_SECONDS.
             * @default null
             */
            pollIntervalSeconds: number | null;
            /**
             * @description How far back each poll looks again, for orders that were committed late.
             * @default 600
             */
            overlapSeconds: number;
            /**
             * @description `store_id`s of the Magento store views whose orders are the store's; empty for all. Magento lists the orders of every
             *     view, also when one view is asked for, so two stores on one Magento need this, or each of them takes every order.
             * @default []
             */
            storeIds: number[];
            /**
             * @description Magento's product types (`product_type`) whose lines are passed on; empty for all goods.
             * @default []
             */
            itemTypes: string[];
            /**
             * @description The SKU that lines are passed on with. Custom options that the customer chose lengthen the line's (`MUG-RED-XL`); `product`
             *     looks the product's own up (`MUG`), which stock and the warehouse know. It needs the right Magento_Catalog::products.
             * @default line
             * @enum {string}
             */
            skuSource: "line" | "product";
            /**
             * @description Totals that other modules add to the order, so that it balances, e.g.
             *     `[{"path": "extension_attributes.msp_cod_amount", "sign": 1, "as": "codFee"}]`.
             * @default []
             */
            totalAttributes: components["schemas"]["TotalAttributeDto"][];
            /**
             * @description Further fields of the order, or of its lines (`items[].` begins the path), that are passed on as `customFields`, and in a
             *     push as custom attributes, e.g. `[{"path": "extension_attributes.delivery_date", "as": "deliveryDate"}]`.
             * @default []
             */
            customFields: components["schemas"]["CustomFieldDto"][];
            /**
             * @description Orders per page asked of Magento.
             * @default 100
             */
            pageSize: number;
            /**
             * @description True invoices what is left of an order before its first shipment, for shops that do not do it themselves.
             * @default false
             */
            autoInvoice: boolean;
            /**
             * @description Where the shop prints an invoice, e.g. `https://shop.example.com/invoice/{invoiceId}.pdf`, for the invoice notification and
             *     Get invoice; also `{invoiceNumber}` and `{orderCode}`. Null: invoices are named without an address.
             * @default null
             */
            invoiceDocumentUrl: string | null;
            /**
             * @description Which Magento calls stand for create shipment and handover. The default deducts stock once.
             * @default ship-once
             * @enum {string}
             */
            shipmentMode: "documented" | "ship-once";
            /**
             * @description With ship-once: the step that ships.
             * @default atHandover
             * @enum {string}
             */
            shipAt: "atHandover" | "atShipment";
            /**
             * @description Magento's carrier code, and the title that the customer reads, of couriers that Increff names, e.g.
             *     `[{"courier": "BlueDart Surface", "carrierCode": "bluedart", "title": "Blue Dart"}]`. DHL, FedEx, UPS and USPS are known.
             * @default []
             */
            carriers: components["schemas"]["CourierCarrierDto"][];
            /**
             * @description Unit of weights in the shop (Stores > Configuration > Locale Options); Increff sends grams.
             * @default kgs
             * @enum {string}
             */
            weightUnit: "kgs" | "lbs";
            /**
             * @description Increff's location codes to MSI source codes, e.g. `{"WH1": "wh1"}`. A location that is not listed names no source.
             * @default {}
             */
            locationSources: {
                [key: string]: string;
            };
            /**
             * @description How stock is written.
             * @default auto
             * @enum {string}
             */
            inventoryMode: "auto" | "sourceItems" | "stockItems";
            /**
             * @description Units that are kept back: Magento gets the quantity less these, never below 0.
             * @default 0
             */
            bufferStock: number;
            /**
             * @description Units of which stock is called low, at and below them and above 0; null for none. It is a warning and changes nothing.
             * @default null
             */
            lowStockThreshold: number | null;
            /**
             * @description Magento's code of the website that sells the stock (Stores > All Stores), for what it still has to sell.
             * @default base
             */
            websiteCode: string;
            /**
             * @description Hour of the day (UTC) of the nightly push of all stock; null for none.
             * @default 2
             */
            fullPushHour: number | null;
            /**
             * @description How returns name their forward order, and how events, own ones too, name it to the merchant.
             * @default entityId
             * @enum {string}
             */
            forwardOrderCode: "entityId" | "incrementId";
            /**
             * @description Logistic aggregator that Increff books couriers with; CLICKPOST asks for more fields of a return.
             * @default null
             * @enum {string|null}
             */
            logisticAggregator: "CLICKPOST" | "ESHIPZ" | "SHIPROCKET" | "SHIPWAY" | null;
            /**
             * @description Courier that Increff books for returns; see courierFields.
             * @default null
             */
            returnCourier: string | null;
            /**
             * @description What each courier asks for of a return, e.g. `{"Delhivery": "brand,category"}`: brand, color, category, subCategory, serialNumber, subTaxItemData, consigneeGstin.
             * @default {}
             */
            courierFields: {
                [key: string]: string;
            };
            /**
             * @description True opens a return (RETURN_TO_ORIGIN) for each parcel of which a courier says that it goes back (RTO, RTO_DELIVERED,
             *     RTO_ACKNOWLEDGED), unless one was announced.
             * @default false
             */
            openRtoReturns: boolean;
            /**
             * @description Reasons of a failed quality check besides Increff's own list.
             * @default []
             */
            qcReasons: string[];
            /**
             * @description Types of returns (`orderType`) whose units are given back in Magento once they have passed the quality check, each one once;
             *     empty for none. RETURN_TO_ORIGIN is a parcel that could not be delivered.
             * @default []
             */
            refundReturns: ("CUSTOMER_RETURN" | "RETURN_TO_ORIGIN" | "SELF_SHIP")[];
            /**
             * @description True has the payment method pay the money of returns back; false only books it in Magento.
             * @default false
             */
            refundReturnsOnline: boolean;
            /**
             * @description What aggregators may have put before the order's code, e.g. `["#", "SHOP-"]`: tried without it where the whole code names no
             *     order.
             * @default []
             */
            orderCodePrefixes: string[];
            /**
             * @description How an aggregator's times are read, e.g. `{"CLICKPOST": "INDIA"}`. GUESS (of all that are not listed): as written, but
             *     what lies in the future is India's clock wrongly marked as UTC; AS_WRITTEN; INDIA: India's, however they are marked.
             *     A time that still lies in the future is replaced by the time of receipt.
             * @default {}
             */
            webhookClocks: {
                [key: string]: unknown;
            };
            /**
             * @description Zone of ClickPost's return events that name none: its older page says India's, its newer one UTC.
             * @default INDIA
             * @enum {string}
             */
            clickpostReturnZone: "INDIA" | "UTC";
            /**
             * @description Notification type of ClickPost's scan at the last hub, e.g. DESTINATION_HUB_INSCAN; null tells nobody of it.
             * @default null
             */
            clickpostHubType: string | null;
            /**
             * @description True tells RETURN_PICKED_UP of Shiprocket's returns, which the customer's list has for ClickPost only.
             * @default false
             */
            shiprocketReturnPickedUp: boolean;
            /**
             * @description True tells what Shipway's codes DEL, OOD, INT, UND, RTO and RTD say, once Shipway has confirmed them.
             * @default false
             */
            shipwayCodes: boolean;
            /**
             * @description Notification types of Eshipz' statuses, each with its sub-status, e.g. `{"Delivered|": "DELIVERED"}`.
             * @default {}
             */
            eshipzStatuses: {
                [key: string]: string;
            };
            /**
             * @description Couriers and aggregators that are connected by setting, without code; their secrets: `courierSecrets` of the store.
             * @default []
             */
            couriers: components["schemas"]["CourierDto"][];
            /**
             * @description True sends new orders and customer cancellations to the endpoint INCREFF, for installations where Increff does not fetch.
             * @default false
             */
            pushToIncreff: boolean;
            /**
             * @description Increff's location that fulfils every pushed order; null lets Increff route and split.
             * @default null
             */
            pushLocationCode: string | null;
            /**
             * @description Days after the last change of a closed order, in Magento or here, after which its personal data is erased: name,
             *     addresses, e-mail, telephone, in the order and all that hangs on it. Money and quantities stay. Null keeps it.
             * @default null
             */
            eraseAfterDays: number | null;
            /**
             * @description Days after the last change of an order that has come to its end, in Magento or here, after which all of it is deleted
             *     here: items, writes, invoices, shipments, returns, events, deliveries. One of which anything is open stays. Null keeps
             *     orders.
             * @default null
             */
            deleteAfterDays: number | null;
            /** @description What leaves this service. */
            outgoing: components["schemas"]["OutgoingSettings"];
            /** @description Which orders are taken in, and what of them is passed on. */
            orders: components["schemas"]["OrderSettings"];
            /** @description How Magento is asked. */
            polling: components["schemas"]["PollingSettings"];
            /** @description How invoices and shipments are made. */
            fulfilment: components["schemas"]["FulfilmentSettings"];
            /** @description How stock is written. */
            stock: components["schemas"]["StockSettings"];
            /** @description What returns must say, and how they name their order. */
            returns: components["schemas"]["ReturnSettings"];
            /** @description How couriers' events are read. */
            events: components["schemas"]["EventSettings"];
            /** @description What is sent to Increff, where it does not fetch. */
            push: components["schemas"]["PushSettings"];
            /** @description How long orders and personal data are kept. */
            retention: components["schemas"]["RetentionSettings"];
        };
        StoreTraits: {
            /** @description As the check guesses it from an order. */
            release?: string;
            /** @description ISO 8601: when the check last went through. */
            checkedAt?: string;
            /** @description Most orders of a page that this Magento delivered. */
            pageSize?: number;
            /** @description Orders of a page at present. */
            pageSizeNow?: number;
            /**
             * @description How often create shipment and handover, both made in Magento, deduct the same goods from the stock.
             * @enum {string}
             */
            pairDeducts?: "once" | "twice";
            /** @description Units of the last 30 days that were deducted twice, where that is so. */
            unitsDeductedTwice?: number;
            /** @description Stock may be written by source items: there are sources, and the right to write to them. */
            takesSourceItems?: boolean;
            /** @description Most source items in one call. */
            sourceItemsLimit?: number;
        };
        StoreDto: {
            /** @description Name by which the store is addressed: authDomainName, X-Store-Code. */
            code: string;
            /** @description Address of the shop without /rest, no slash at the end. */
            baseUrl: string;
            /** @description Magento store view code in /rest/{storeView}/V1. It does not filter orders. */
            storeView: string;
            /** @description How the service signs in to Magento: admin, bearer or oauth1. */
            authScheme: string;
            /** @description True while polling and writes of the store are stopped by an operator. */
            paused: boolean;
            /** @description All settings, with the defaults of those that were not changed. */
            settings: components["schemas"]["SettingsDto"];
            /** @description What was learnt about this Magento. */
            traits: components["schemas"]["StoreTraits"];
            /** @description When the store was connected; ISO 8601, UTC. */
            createdAt: string;
            /** @description Last change of the store; ISO 8601, UTC. */
            updatedAt: string;
        };
        CredentialsDto: {
            /**
             * @description admin: user and password; bearer: integration token; oauth1: the four values of an integration.
             * @enum {string}
             */
            scheme: "admin" | "bearer" | "oauth1";
            /** @description Needed with admin: user of Magento's admin panel. */
            username?: string;
            /** @description Needed with admin: that user's password. */
            password?: string;
            /**
             * @description Needed with oauth1: the integration's consumer key.
             * @example 0jv5rbfy3kd92s4hw8mzcnq1tg6xpe7a
             */
            consumerKey?: string;
            /**
             * @description Needed with oauth1: the integration's consumer secret.
             * @example the-consumer-secret
             */
            consumerSecret?: string;
            /**
             * @description Needed with bearer and oauth1: the integration's access token.
             * @example the-access-token
             */
            accessToken?: string;
            /**
             * @description Needed with oauth1: the secret of the access token.
             * @example the-secret-of-the-access-token
             */
            accessTokenSecret?: string;
        };
        ChangedSettingsDto: {
            /**
             * @description live: writes and deliveries go out. shadow: the store reads, serves, plans and records all of them, and sends none;
             *     GET /admin/stores/{storeCode}/shadow-report compares them with what another integration did.
             * @default live
             * @enum {string}
             */
            mode?: "live" | "shadow";
            /**
             * @description Order statuses that Increff is to fetch.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            statusesToFetch?: string[];
            /**
             * @description Statuses that mean: cancelled.
             * @default [
             *       "canceled"
             *     ]
             */
            cancelStatuses?: string[];
            /**
             * @description Statuses of the safety sweep that asks without a time window.
             * @default [
             *       "pending",
             *       "processing"
             *     ]
             */
            pendingStatuses?: string[];
            /**
             * @description Status that an acknowledged order gets where Magento allows it; null for a plain comment.
             * @default processing
             */
            acknowledgeStatus?: string | null;
            /**
             * @description True lets an order be acknowledged that waits for its payment (state pending_payment) in a status that is not fetched.
             *     One whose status is in statusesToFetch is passed on, and acknowledged, anyway.
             * @default false
             */
            acknowledgeUnpaid?: boolean;
            /**
             * @description Payment methods (`payment.method`) that are cash on delivery.
             * @default [
             *       "cashondelivery"
             *     ]
             */
            codMethods?: string[];
            /**
             * @description Days from order to dispatch.
             * @default 2
             */
            slaDays?: number;
            /**
             * @description Orders created before are kept but not passed on; null for no limit.
             * @default null
             */
            startDate?: string | null;
            /**
             * @description Seconds between polls; null for the service's POLL_INTERVAL_SECONDS.
             * @default null
             */
            pollIntervalSeconds?: number | null;
            /**
             * @description How far back each poll looks again, for orders that were committed late.
             * @default 600
             */
            overlapSeconds?: number;
            /**
             * @description `store_id`s of the Magento store views whose orders are the store's; empty for all. Magento lists the orders of every
             *     view, also when one view is asked for, so two stores on one Magento need this, or each of them takes every order.
             * @default []
             */
            storeIds?: number[];
            /**
             * @description Magento's product types (`product_type`) whose lines are passed on; empty for all goods.
             * @default []
             */
            itemTypes?: string[];
            /**
             * @description The SKU that lines are passed on with. Custom options that the customer chose lengthen the line's (`MUG-RED-XL`); `product`
             *     looks the product's own up (`MUG`), which stock and the warehouse know. It needs the right Magento_Catalog::products.
             * @default line
             * @enum {string}
             */
            skuSource?: "line" | "product";
            /**
             * @description Totals that other modules add to the order, so that it balances, e.g.
             *     `[{"path": "extension_attributes.msp_cod_amount", "sign": 1, "as": "codFee"}]`.
             * @default []
             */
            totalAttributes?: components["schemas"]["TotalAttributeDto"][];
            /**
             * @description Further fields of the order, or of its lines (`items[].` begins the path), that are passed on as `customFields`, and in a
             *     push as custom attributes, e.g. `[{"path": "extension_attributes.delivery_date", "as": "deliveryDate"}]`.
             * @default []
             */
            customFields?: components["schemas"]["CustomFieldDto"][];
            /**
             * @description Orders per page asked of Magento.
             * @default 100
             */
            pageSize?: number;
            /**
             * @description True invoices what is left of an order before its first shipment, for shops that do not do it themselves.
             * @default false
             */
            autoInvoice?: boolean;
            /**
             * @description Where the shop prints an invoice, e.g. `https://shop.example.com/invoice/{invoiceId}.pdf`, for the invoice notification and
             *     Get invoice; also `{invoiceNumber}` and `{orderCode}`. Null: invoices are named without an address.
             * @default null
             */
            invoiceDocumentUrl?: string | null;
            /**
             * @description Which Magento calls stand for create shipment and handover. The default deducts stock once.
             * @default ship-once
             * @enum {string}
             */
            shipmentMode?: "documented" | "ship-once";
            /**
             * @description With ship-once: the step that ships.
             * @default atHandover
             * @enum {string}
             */
            shipAt?: "atHandover" | "atShipment";
            /**
             * @description Magento's carrier code, and the title that the customer reads, of couriers that Increff names, e.g.
             *     `[{"courier": "BlueDart Surface", "carrierCode": "bluedart", "title": "Blue Dart"}]`. DHL, FedEx, UPS and USPS are known.
             * @default []
             */
            carriers?: components["schemas"]["CourierCarrierDto"][];
            /**
             * @description Unit of weights in the shop (Stores > Configuration > Locale Options); Increff sends grams.
             * @default kgs
             * @enum {string}
             */
            weightUnit?: "kgs" | "lbs";
            /**
             * @description Increff's location codes to MSI source codes, e.g. `{"WH1": "wh1"}`. A location that is not listed names no source.
             * @default {}
             */
            locationSources?: {
                [key: string]: string;
            };
            /**
             * @description How stock is written.
             * @default auto
             * @enum {string}
             */
            inventoryMode?: "auto" | "sourceItems" | "stockItems";
            /**
             * @description Units that are kept back: Magento gets the quantity less these, never below 0.
             * @default 0
             */
            bufferStock?: number;
            /**
             * @description Units of which stock is called low, at and below them and above 0; null for none. It is a warning and changes nothing.
             * @default null
             */
            lowStockThreshold?: number | null;
            /**
             * @description Magento's code of the website that sells the stock (Stores > All Stores), for what it still has to sell.
             * @default base
             */
            websiteCode?: string;
            /**
             * @description Hour of the day (UTC) of the nightly push of all stock; null for none.
             * @default 2
             */
            fullPushHour?: number | null;
            /**
             * @description How returns name their forward order, and how events, own ones too, name it to the merchant.
             * @default entityId
             * @enum {string}
             */
            forwardOrderCode?: "entityId" | "incrementId";
            /**
             * @description Logistic aggregator that Increff books couriers with; CLICKPOST asks for more fields of a return.
             * @default null
             * @enum {string|null}
             */
            logisticAggregator?: "CLICKPOST" | "ESHIPZ" | "SHIPROCKET" | "SHIPWAY" | null;
            /**
             * @description Courier that Increff books for returns; see courierFields.
             * @default null
             */
            returnCourier?: string | null;
            /**
             * @description What each courier asks for of a return, e.g. `{"Delhivery": "brand,category"}`: brand, color, category, subCategory, serialNumber, subTaxItemData, consigneeGstin.
             * @default {}
             */
            courierFields?: {
                [key: string]: string;
            };
            /**
             * @description True opens a return (RETURN_TO_ORIGIN) for each parcel of which a courier says that it goes back (RTO, RTO_DELIVERED,
             *     RTO_ACKNOWLEDGED), unless one was announced.
             * @default false
             */
            openRtoReturns?: boolean;
            /**
             * @description Reasons of a failed quality check besides Increff's own list.
             * @default []
             */
            qcReasons?: string[];
            /**
             * @description Types of returns (`orderType`) whose units are given back in Magento once they have passed the quality check, each one once;
             *     empty for none. RETURN_TO_ORIGIN is a parcel that could not be delivered.
             * @default []
             */
            refundReturns?: ("CUSTOMER_RETURN" | "RETURN_TO_ORIGIN" | "SELF_SHIP")[];
            /**
             * @description True has the payment method pay the money of returns back; false only books it in Magento.
             * @default false
             */
            refundReturnsOnline?: boolean;
            /**
             * @description What aggregators may have put before the order's code, e.g. `["#", "SHOP-"]`: tried without it where the whole code names no
             *     order.
             * @default []
             */
            orderCodePrefixes?: string[];
            /**
             * @description How an aggregator's times are read, e.g. `{"CLICKPOST": "INDIA"}`. GUESS (of all that are not listed): as written, but
             *     what lies in the future is India's clock wrongly marked as UTC; AS_WRITTEN; INDIA: India's, however they are marked.
             *     A time that still lies in the future is replaced by the time of receipt.
             * @default {}
             */
            webhookClocks?: {
                [key: string]: unknown;
            };
            /**
             * @description Zone of ClickPost's return events that name none: its older page says India's, its newer one UTC.
             * @default INDIA
             * @enum {string}
             */
            clickpostReturnZone?: "INDIA" | "UTC";
            /**
             * @description Notification type of ClickPost's scan at the last hub, e.g. DESTINATION_HUB_INSCAN; null tells nobody of it.
             * @default null
             */
            clickpostHubType?: string | null;
            /**
             * @description True tells RETURN_PICKED_UP of Shiprocket's returns, which the customer's list has for ClickPost only.
             * @default false
             */
            shiprocketReturnPickedUp?: boolean;
            /**
             * @description True tells what Shipway's codes DEL, OOD, INT, UND, RTO and RTD say, once Shipway has confirmed them.
             * @default false
             */
            shipwayCodes?: boolean;
            /**
             * @description Notification types of Eshipz' statuses, each with its sub-status, e.g. `{"Delivered|": "DELIVERED"}`.
             * @default {}
             */
            eshipzStatuses?: {
                [key: string]: string;
            };
            /**
             * @description Couriers and aggregators that are connected by setting, without code; their secrets: `courierSecrets` of the store.
             * @default []
             */
            couriers?: components["schemas"]["CourierDto"][];
            /**
             * @description True sends new orders and customer cancellations to the endpoint INCREFF, for installations where Increff does not fetch.
             * @default false
             */
            pushToIncreff?: boolean;
            /**
             * @description Increff's location that fulfils every pushed order; null lets Increff route and split.
             * @default null
             */
            pushLocationCode?: string | null;
            /**
             * @description Days after the last change of a closed order, in Magento or here, after which its personal data is erased: name,
             *     addresses, e-mail, telephone, in the order and all that hangs on it. Money and quantities stay. Null keeps it.
             * @default null
             */
            eraseAfterDays?: number | null;
            /**
             * @description Days after the last change of an order that has come to its end, in Magento or here, after which all of it is deleted
             *     here: items, writes, invoices, shipments, returns, events, deliveries. One of which anything is open stays. Null keeps
             *     orders.
             * @default null
             */
            deleteAfterDays?: number | null;
            /** @description What leaves this service. */
            outgoing?: components["schemas"]["OutgoingSettings"];
            /** @description Which orders are taken in, and what of them is passed on. */
            orders?: components["schemas"]["OrderSettings"];
            /** @description How Magento is asked. */
            polling?: components["schemas"]["PollingSettings"];
            /** @description How invoices and shipments are made. */
            fulfilment?: components["schemas"]["FulfilmentSettings"];
            /** @description How stock is written. */
            stock?: components["schemas"]["StockSettings"];
            /** @description What returns must say, and how they name their order. */
            returns?: components["schemas"]["ReturnSettings"];
            /** @description How couriers' events are read. */
            events?: components["schemas"]["EventSettings"];
            /** @description What is sent to Increff, where it does not fetch. */
            push?: components["schemas"]["PushSettings"];
            /** @description How long orders and personal data are kept. */
            retention?: components["schemas"]["RetentionSettings"];
        };
        CreateStoreDto: {
            /** @description Code by which the store is addressed (authDomainName, X-Store-Code). */
            code: string;
            /**
             * Format: uri
             * @description Address of the shop without /rest.
             */
            baseUrl: string;
            /**
             * @description Magento store view code.
             * @default default
             */
            storeView?: string;
            /** @description Sign-in data. */
            credentials: components["schemas"]["CredentialsDto"];
            /** @description Settings that differ from the defaults. */
            settings?: components["schemas"]["ChangedSettingsDto"];
        };
        AggregatorKeysDto: {
            /**
             * @description Header webhook_key or authorization of ClickPost.
             * @example a-secret-of-the-webhook
             */
            clickpostWebhookKey?: string;
            /**
             * @description Header x-api-key or anx-api-key of Shiprocket.
             * @example a-secret-of-the-webhook
             */
            shiprocketWebhookToken?: string;
            /**
             * @description Header x-api-key of Shipway.
             * @example a-secret-of-the-webhook
             */
            shipwayWebhookKey?: string;
            /**
             * @description Header x-webhook-secret of Eshipz.
             * @example a-secret-of-the-webhook
             */
            eshipzWebhookKey?: string;
        };
        UpdateStoreDto: {
            /**
             * Format: uri
             * @description New address of the shop without /rest; see sameShop. Left out: as before.
             * @example https://shop.example.com
             */
            baseUrl?: string;
            /**
             * @description True when the new `baseUrl` leads to the same shop. Without it the address does not change while a write is under way
             *     or in doubt: what became of it is seen in no other shop, and a copy of the shop would show nothing of it.
             */
            sameShop?: boolean;
            /**
             * @description New Magento store view code. Left out: as before.
             * @example default
             */
            storeView?: string;
            /** @description New sign-in data, whole: it takes the place of the old. Left out: as before. */
            credentials?: components["schemas"]["CredentialsDto"];
            /** @description Settings to change; the others stay. */
            settings?: components["schemas"]["ChangedSettingsDto"];
            /** @description Those to change; the others stay. */
            aggregators?: components["schemas"]["AggregatorKeysDto"];
            /** @description Secrets of couriers that are connected by the setting `couriers`, by their names. Never returned. */
            courierSecrets?: {
                [key: string]: string;
            };
            /** @description True stops polling and writes. */
            paused?: boolean;
        };
        StoreCheckItemDto: {
            /** @description What was checked, e.g. `dns`, `sign-in`, `right Magento_Sales::cancel`. */
            check: string;
            /**
             * @description ok; warning: works, with a limit; failed: must be repaired; unknown: could not be found out, as Magento failed; skipped: was not
             *     tried.
             * @enum {string}
             */
            result: "failed" | "ok" | "skipped" | "unknown" | "warning";
            /** @description What was found and, unless it is well, what to do. */
            message: string;
        };
        StoreCheckDto: {
            /** @description Code of the store that was checked. */
            storeCode: string;
            /** @description True where all is well: nothing failed, and nothing could not be found out. */
            ok: boolean;
            /**
             * @description The worst finding: well; unknown: something could not be found out; wrong: something must be repaired.
             * @enum {string}
             */
            state: "unknown" | "well" | "wrong";
            /** @description One finding for each thing that was tried, in the order of the tries. */
            checks: components["schemas"]["StoreCheckItemDto"][];
        };
        TokenRequestDto: {
            /**
             * @description Id of the API client; with Increff's headers it is authUsername.
             * @example increff
             */
            clientId: string;
            /** @description Secret that was shown when the client was made or its secret renewed; there it is authPassword. */
            clientSecret: string;
        };
        TokenDto: {
            /** @description JWT to send as `Authorization: Bearer`; ends after expiresIn, or with the client's secret. */
            accessToken: string;
            /**
             * @description Always Bearer.
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
            /**
             * @description Seconds.
             * @example 3600
             */
            expiresIn: number;
        };
        ClientDto: {
            /** @description Id of the API client, which signs in with it. */
            clientId: string;
            /** @description What the client may do. */
            scopes: ("admin" | "audit:read" | "inventory:write" | "notifications:write" | "orders:read" | "orders:write" | "returns:write")[];
            /** @description null: all stores. */
            storeCodes: string[] | null;
            /** @description False: the client is shut out. */
            enabled: boolean;
            /** @description When the client was made; ISO 8601, UTC. */
            createdAt: string;
            /** @description Last change of the client; ISO 8601, UTC. */
            updatedAt: string;
        };
        CreateClientDto: {
            /** @description Id of the client; Increff sends it as authUsername. */
            clientId: string;
            /** @description What the client may do. */
            scopes: ("admin" | "audit:read" | "inventory:write" | "notifications:write" | "orders:read" | "orders:write" | "returns:write")[];
            /** @description Stores the client may touch; left out: all. */
            storeCodes?: string[] | null;
        };
        ClientWithSecretDto: {
            /** @description Id of the API client, which signs in with it. */
            clientId: string;
            /** @description What the client may do. */
            scopes: ("admin" | "audit:read" | "inventory:write" | "notifications:write" | "orders:read" | "orders:write" | "returns:write")[];
            /** @description null: all stores. */
            storeCodes: string[] | null;
            /** @description False: the client is shut out. */
            enabled: boolean;
            /** @description When the client was made; ISO 8601, UTC. */
            createdAt: string;
            /** @description Last change of the client; ISO 8601, UTC. */
            updatedAt: string;
            /** @description Shown this once. */
            clientSecret?: string;
        };
        UpdateClientDto: {
            /** @description What the client may do from then on; left out: as before. */
            scopes?: ("admin" | "audit:read" | "inventory:write" | "notifications:write" | "orders:read" | "orders:write" | "returns:write")[];
            /** @description null: all stores. */
            storeCodes?: string[] | null;
            /** @description False shuts the client out. */
            enabled?: boolean;
            /** @description True makes a new secret, shown in the answer. The old one ends, and with it all tokens and sessions got with it. */
            newSecret?: boolean;
            /** @description With newSecret: how long the old one is good beside it, in minutes, so that callers can change over; 0: not at all. */
            oldSecretMinutes?: number;
        };
        AuditEntryDto: {
            /** @description Place in the chain, from 1 on without gaps. */
            position: string;
            /** @description When it was done; ISO 8601, UTC. */
            at: string;
            /** @description Who: an API client, a person (`oidc:…`), or cli, environment, migration, retention, schedule, unknown, others. */
            actor: string;
            /**
             * @description What was done: the kind of thing, a dot, the action.
             * @example operation.retry
             */
            action: string;
            /**
             * @description What it was done to: the kind of thing, a colon, its id.
             * @example operation:0199c1f2-5a51-7000-8000-000000000000
             */
            subject: string;
            /** @description Code of the store it was about; null where it was about none. */
            storeCode: string | null;
            /**
             * @description ok; failed: it was tried, and did not go well; refused: it was not even tried.
             * @enum {string}
             */
            result: "failed" | "ok" | "refused";
            /** @description Null where it came by no request. */
            address: string | null;
            /** @description Id of the request that did it, as in X-Request-Id; null where there was none. */
            requestId: string | null;
            /** @description What was changed, before. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description What was changed, after; or what there is to say. */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description SHA-256 of this entry and `previousHash`, in hex; how: docs/security.md. */
            hash: string;
            /** @description Hash of the entry before. */
            previousHash: string;
        };
        AuditPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["AuditEntryDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        OperationDto: {
            /** @description Id of the row; also the marker by which its effect is found again in Magento. */
            operationId: string;
            /**
             * @description Which write it is.
             * @enum {string}
             */
            kind: "ACKNOWLEDGE" | "CANCEL" | "HANDOVER" | "INVOICE" | "REFUND" | "REMOVE_TRACK" | "REPACK" | "SHIPMENT" | "TRACK" | "VOID";
            /**
             * @description Order that is written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description PENDING: waits for the worker; RUNNING; UNKNOWN: sent, in doubt; SETTLED: see outcome; FAILED: nothing was changed.
             * @enum {string}
             */
            state: "FAILED" | "PENDING" | "RUNNING" | "SETTLED" | "UNKNOWN";
            /**
             * @description Set once the operation is settled.
             * @enum {string|null}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED" | null;
            /** @description Id that Magento gave to what was made; null where there is none. */
            magentoId: string | null;
            /** @description The outcome in words; Magento's own where it refused. */
            detail: string | null;
            /** @description Code of the last error. */
            errorCode: string | null;
            /** @description How often a process took it up. */
            attempts: number;
            /** @description How often its write went out to Magento. */
            sends: number;
            /** @description When the worker takes it up, where it waits for that. */
            nextAttemptAt: string | null;
            /** @description Since when a person must look at it; null: none is needed. */
            needsPersonSince: string | null;
            /** @description Calls to Magento made for it. */
            magentoCalls: number;
            /** @description Last write sent to Magento, if any was; with SHADOWED, the one that would have been. */
            lastRequest: {
                [key: string]: unknown;
            } | null;
            /** @description Who asked for it: an API client, a person (`oidc:…`), or a part of the service. */
            requestedBy: string;
            /** @description Id of the request that asked for it, as in X-Request-Id; null where none did. */
            requestId: string | null;
            /** @description When it was asked for; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was settled; ISO 8601, UTC. Null until then. */
            settledAt: string | null;
        };
        OperationPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["OperationDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        WaitingOperationsDto: {
            /**
             * @description Left out: PENDING, those that wait for the worker.
             * @default PENDING
             * @enum {string}
             */
            state?: "FAILED" | "PENDING" | "UNKNOWN";
            /**
             * @description Only writes of this kind. Left out: all.
             * @enum {string}
             */
            kind?: "ACKNOWLEDGE" | "CANCEL" | "HANDOVER" | "INVOICE" | "REFUND" | "REMOVE_TRACK" | "REPACK" | "SHIPMENT" | "TRACK" | "VOID";
            /**
             * @description Only writes to this order: its entity_id, negative where another one has replaced it in Magento.
             * @example 4711
             */
            orderCode?: string;
            /** @description Accepted at or after. */
            from?: string;
            /**
             * @description Accepted before.
             * @example 2026-11-02T00:00:00Z
             */
            to?: string;
            /**
             * @description True only counts.
             * @default false
             */
            dryRun?: boolean;
        };
        OperationsChangedDto: {
            /** @description True where they were only counted. */
            dryRun: boolean;
            /** @description Operations that were changed, or would be. */
            count: number;
            /** @description FAILED operations of the filter that are left out: they were answered to their callers as errors and are theirs to repeat. */
            answeredAsErrors: number;
        };
        OperationTryDto: {
            /** @description Which send of the write, from 1 on. */
            attempt: number;
            /** @description When it was stamped, right before its first byte; ISO 8601, UTC. */
            at: string;
            /** @description When it ended; ISO 8601, UTC. Null: it is not known how, as where the process died. */
            endedAt: string | null;
            /** @description How long it took, in milliseconds; null: it is not known. */
            durationMs: number | null;
            /** @description HTTP status of the answer; null: none came. */
            status: number | null;
            /** @description Code of why it failed; null: it did not, or it is not known. */
            errorCode: string | null;
            /** @description Why it failed, in words; Magento's own where it answered. */
            error: string | null;
            /** @description Method, path and body. */
            request: {
                [key: string]: unknown;
            };
            /** @description Id or yes that Magento answered with, of a try that it took. */
            response: string | null;
            /** @description Hold of the process that sent it: tries with the same one were sent by one process. */
            lease: string | null;
        };
        OperationDetailDto: {
            /** @description Id of the row; also the marker by which its effect is found again in Magento. */
            operationId: string;
            /**
             * @description Which write it is.
             * @enum {string}
             */
            kind: "ACKNOWLEDGE" | "CANCEL" | "HANDOVER" | "INVOICE" | "REFUND" | "REMOVE_TRACK" | "REPACK" | "SHIPMENT" | "TRACK" | "VOID";
            /**
             * @description Order that is written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description PENDING: waits for the worker; RUNNING; UNKNOWN: sent, in doubt; SETTLED: see outcome; FAILED: nothing was changed.
             * @enum {string}
             */
            state: "FAILED" | "PENDING" | "RUNNING" | "SETTLED" | "UNKNOWN";
            /**
             * @description Set once the operation is settled.
             * @enum {string|null}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED" | null;
            /** @description Id that Magento gave to what was made; null where there is none. */
            magentoId: string | null;
            /** @description The outcome in words; Magento's own where it refused. */
            detail: string | null;
            /** @description Code of the last error. */
            errorCode: string | null;
            /** @description How often a process took it up. */
            attempts: number;
            /** @description How often its write went out to Magento. */
            sends: number;
            /** @description When the worker takes it up, where it waits for that. */
            nextAttemptAt: string | null;
            /** @description Since when a person must look at it; null: none is needed. */
            needsPersonSince: string | null;
            /** @description Calls to Magento made for it. */
            magentoCalls: number;
            /** @description Last write sent to Magento, if any was; with SHADOWED, the one that would have been. */
            lastRequest: {
                [key: string]: unknown;
            } | null;
            /** @description Who asked for it: an API client, a person (`oidc:…`), or a part of the service. */
            requestedBy: string;
            /** @description Id of the request that asked for it, as in X-Request-Id; null where none did. */
            requestId: string | null;
            /** @description When it was asked for; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was settled; ISO 8601, UTC. Null until then. */
            settledAt: string | null;
            /** @description The latest sends of the write that are kept, 20 at the most, the earliest first. */
            tries: components["schemas"]["OperationTryDto"][];
        };
        CreateErasureDto: {
            /**
             * Format: email
             * @description The address of the customer, in any case.
             * @example asha@example.com
             */
            email: string;
            /**
             * @description Left out: the customer of all stores, later stores included.
             * @example default
             */
            storeCode?: string;
            /** @description True counts only: nothing is changed, and nothing is recorded. */
            dryRun?: boolean;
        };
        WaitingOrderDto: {
            /** @description Store of the order. */
            storeCode: string;
            /**
             * @description Order that is still to be erased: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description What is open. The order is erased in the night after it is no more. */
            why: string;
        };
        ErasedRowsDto: {
            /**
             * @description Table of the service's database; docs/database.md says what stands in it.
             * @example delivery
             */
            table: string;
            /** @description How many of its rows were erased or stripped. */
            rows: number;
        };
        ErasureDetailDto: {
            /** @description True where it was only counted, and nothing is recorded. */
            dryRun: boolean;
            /** @description The first hundred of them. */
            waitingOrders: components["schemas"]["WaitingOrderDto"][];
            /** @description Null for a dry run. */
            erasureId: string | null;
            /** @description Null for all stores. */
            storeCode: string | null;
            /** @description HMAC-SHA-256 of the e-mail; the e-mail itself is kept nowhere. */
            emailHash: string;
            /** @description Who asked for it: an API client, a person (`oidc:…`), or cli. */
            requestedBy: string;
            /** @description When; ISO 8601, UTC. Orders that are created later are not erased. */
            requestedAt: string;
            /** @description Orders found when it was asked for. */
            orders: number;
            /** @description Rows that were erased so far, by table. */
            erased: components["schemas"]["ErasedRowsDto"][];
            /** @description Orders that are still to be erased. */
            waiting: number;
        };
        ErasureDto: {
            /** @description Null for a dry run. */
            erasureId: string | null;
            /** @description Null for all stores. */
            storeCode: string | null;
            /** @description HMAC-SHA-256 of the e-mail; the e-mail itself is kept nowhere. */
            emailHash: string;
            /** @description Who asked for it: an API client, a person (`oidc:…`), or cli. */
            requestedBy: string;
            /** @description When; ISO 8601, UTC. Orders that are created later are not erased. */
            requestedAt: string;
            /** @description Orders found when it was asked for. */
            orders: number;
            /** @description Rows that were erased so far, by table. */
            erased: components["schemas"]["ErasedRowsDto"][];
            /** @description Orders that are still to be erased. */
            waiting: number;
        };
        ReleaseOrdersDto: {
            /**
             * @description Only these: Magento's entity_ids.
             * @example [
             *       "18"
             *     ]
             */
            orderCodes?: string[];
            /**
             * @description Only those that are held for this.
             * @example totals_not_balanced
             * @enum {string}
             */
            reason?: "lines_not_balanced" | "totals_not_balanced";
            /**
             * @description Created in Magento at or after.
             * @example 2026-11-01T00:00:00Z
             */
            createdFrom?: string;
            /**
             * @description Created in Magento before or at.
             * @example 2026-11-02T00:00:00Z
             */
            createdTo?: string;
            /**
             * @description True only counts, also without a condition.
             * @default false
             */
            dryRun?: boolean;
        };
        ReleasedOrdersDto: {
            /**
             * @description How many of them, by reason.
             * @example {
             *       "totals_not_balanced": 12
             *     }
             */
            reasons: {
                [key: string]: number;
            };
            /**
             * @description Orders that were released, or would be.
             * @example 12
             */
            count: number;
            /** @description True where they were only counted. */
            dryRun: boolean;
        };
        AdjustmentDto: {
            /**
             * @description Its name in Magento.
             * @example gift_cards_amount
             */
            name: string;
            /**
             * @description What it is: hiddenTax, giftCard, storeBalance, rewardPoints, giftWrap, fixedProductTax, fee.
             * @example giftCard
             */
            as: string;
            /**
             * @description As it counts in grandTotal.
             * @example -5.00
             */
            amount: string;
        };
        BaseTotalsDto: {
            /**
             * @description ISO 4217 (base_currency_code).
             * @example USD
             */
            currency: string | null;
            /**
             * @description Units of the order's currency for one of the base currency.
             * @example 1
             */
            rate: string;
            /**
             * @description What the customer owes, after store credit.
             * @example 67.40
             */
            grandTotal: string;
            /**
             * @description Goods before tax and discount.
             * @example 52.40
             */
            subtotal: string;
            /**
             * @description Shipping before tax.
             * @example 15.00
             */
            shipping: string;
            /**
             * @description All tax, that of shipping included.
             * @example 0.00
             */
            tax: string;
            /**
             * @description Positive.
             * @example 0.00
             */
            discount: string;
        };
        TotalsDto: {
            /**
             * @description What the customer owes, after store credit.
             * @example 67.40
             */
            grandTotal: string;
            /**
             * @description Goods before tax and discount.
             * @example 52.40
             */
            subtotal: string;
            /**
             * @description Shipping before tax.
             * @example 15.00
             */
            shipping: string;
            /**
             * @description All tax, that of shipping included.
             * @example 0.00
             */
            tax: string;
            /**
             * @description Positive.
             * @example 0.00
             */
            discount: string;
            /**
             * @description Store credit used.
             * @example 0.00
             */
            storeCredit: string;
            /**
             * @description What the courier is to collect: grandTotal of an order that is cash on delivery.
             * @example 0.00
             */
            codAmount: string;
            /**
             * @description Cash on delivery fee.
             * @example 0.00
             */
            codFee: string;
            /**
             * @description Rest of grandTotal: hidden tax, gift cards, what other modules add.
             * @example 0.00
             */
            adjustment: string;
            /** @description What the adjustment is made of, as far as it is known. */
            adjustments: components["schemas"]["AdjustmentDto"][];
            /**
             * @description False where the parts do not explain grandTotal, or the lines are not the subtotal.
             * @example true
             */
            balanced: boolean;
            /** @description The same amounts in the currency of the website. */
            base: components["schemas"]["BaseTotalsDto"];
        };
        AddressDto: {
            /**
             * @description Prefix, first, middle and last name, and suffix, joined by blanks.
             * @example Jane Doe
             */
            name: string;
            /**
             * @description First line of Magento's street.
             * @example 1 Main Street
             */
            line1: string;
            /** @description Second line of the street; empty where there is none. */
            line2: string;
            /** @description Further lines of the street, joined by commas; empty where there is none. */
            line3: string;
            /**
             * @description Town, as the customer wrote it.
             * @example Austin
             */
            city: string;
            /**
             * @description Magento's region; empty where the country has none.
             * @example Texas
             */
            state: string;
            /**
             * @description Postcode; empty where the country has none.
             * @example 78701
             */
            zip: string;
            /**
             * @description ISO 3166 alpha-2, as Magento has it.
             * @example US
             */
            country: string;
            /** @description E-mail of the customer. */
            email: string;
            /** @description Telephone number, as the customer wrote it. */
            phone: string;
            /**
             * @description Only where the address has one.
             * @example Acme Ltd
             */
            company?: string;
        };
        ItemTaxDto: {
            /**
             * @description Magento's code of the tax rate.
             * @example US-TX-8.25
             */
            code: string;
            /** @description Name of the tax that the customer reads. */
            title: string;
            /**
             * @description Percent.
             * @example 8.25
             */
            rate: string;
            /**
             * @description Amount of the whole row.
             * @example 4.46
             */
            amount: string;
        };
        BaseItemDto: {
            /**
             * @description With tax, before discount.
             * @example 21.65
             */
            sellingPricePerUnit: string;
            /**
             * @description Before catalogue rules (base_original_price).
             * @example 20.00
             */
            mrp: string;
            /**
             * @description Of the whole row, positive.
             * @example 6.00
             */
            discount: string;
            /**
             * @description Of the whole row.
             * @example 4.46
             */
            tax: string;
            /**
             * @description What the customer pays for the row.
             * @example 58.46
             */
            rowTotal: string;
        };
        GiftMessageDto: {
            /**
             * @description Name of who gives it.
             * @example Jane
             */
            from: string | null;
            /**
             * @description Name of who gets it.
             * @example John
             */
            to: string | null;
            /**
             * @description Text to print for the receiver.
             * @example Happy birthday!
             */
            message: string | null;
        };
        OrderItemDto: {
            /** @description Gift card option, as Magento gives it. */
            gift?: {
                [key: string]: unknown;
            };
            /**
             * @description Values by the store's setting customFields.
             * @example {
             *       "engraving": "J + J"
             *     }
             */
            customFields: {
                [key: string]: unknown;
            };
            /**
             * @description Magento's item_id.
             * @example 24
             */
            orderItemCode: string;
            /** @description item_id of the configurable or bundle row above this line. */
            parentItemCode?: string;
            /**
             * @description Magento's SKU of what is packed: of a configurable product, the chosen variant's.
             * @example TAX-01
             */
            channelSkuCode: string;
            /** @description Product name at the time of the order. */
            name: string | null;
            /**
             * @description Left to fulfil: ordered less cancelled less refunded.
             * @example 3
             */
            quantity: string;
            /**
             * @description Units ordered (qty_ordered).
             * @example 3
             */
            quantityOrdered: string;
            /**
             * @description Units cancelled by now (qty_canceled).
             * @example 0
             */
            quantityCancelled: string;
            /**
             * @description Units given back by now (qty_refunded).
             * @example 0
             */
            quantityRefunded: string;
            /**
             * @description Shipped in Magento by now, by whomever.
             * @example 0
             */
            quantityShipped: string;
            /**
             * @description What Magento still lets be shipped.
             * @example 3
             */
            quantityOpen: string;
            /**
             * @description With tax, before discount.
             * @example 21.65
             */
            sellingPricePerUnit: string;
            /**
             * @description Before catalogue rules.
             * @example 20.00
             */
            mrp: string;
            /**
             * @description Discount of the whole row, positive.
             * @example 6.00
             */
            discount: string;
            /**
             * @description Amount of the whole row.
             * @example 4.46
             */
            tax: string;
            /** @description Taxes of the row, one entry for each rate. */
            taxes: components["schemas"]["ItemTaxDto"][];
            /**
             * @description What the customer pays for the row.
             * @example 58.46
             */
            rowTotal: string;
            /** @description Null where the order is in another currency and Magento does not tell. */
            base: components["schemas"]["BaseItemDto"] | (never | null);
            /** @description Only where there is one. */
            giftMessage?: components["schemas"]["GiftMessageDto"];
        };
        ItemLeftOutDto: {
            /**
             * @description Magento's item_id.
             * @example 25
             */
            itemCode: string;
            /**
             * @description Magento's SKU of the line.
             * @example WARRANTY-2Y
             */
            channelSkuCode: string;
            /**
             * @description Magento's product_type, e.g. virtual, downloadable.
             * @example virtual
             */
            productType: string | null;
            /**
             * @description Ordered.
             * @example 1
             */
            quantity: string;
            /**
             * @description type_not_passed_on: see the store's setting itemTypes.
             * @example virtual
             * @enum {string}
             */
            reason: "type_not_passed_on" | "virtual";
        };
        OrderLinkDto: {
            /**
             * @description Its entity_id.
             * @example 17
             */
            orderCode: string | null;
            /**
             * @description Its increment_id.
             * @example 000000017
             */
            parentOrderCode: string | null;
        };
        OrderDto: {
            /**
             * @description Values by the store's setting customFields.
             * @example {
             *       "deliveryDate": "2026-11-30"
             *     }
             */
            customFields: {
                [key: string]: unknown;
            };
            /**
             * @description Magento's entity_id; negative where Magento holds another order in its place.
             * @example 18
             */
            orderCode: string;
            /**
             * @description Magento's increment_id, printed on invoice and label.
             * @example 000000018
             */
            parentOrderCode: string;
            /**
             * @description Magento's status code; null where Magento has none.
             * @example pending
             */
            status: string | null;
            /**
             * @description Magento's state.
             * @example new
             */
            state: string | null;
            /**
             * @description Where the order stands between Magento and Increff.
             * @enum {string}
             */
            syncState: "ACKNOWLEDGED" | "CANCELLED" | "HELD" | "IGNORED" | "NEW" | "WAITING";
            /** @description Why it is held, waiting or ignored; nothing_left: all goods are cancelled or refunded; replaced_in_magento: Magento holds another order under its code. */
            syncReason: string | null;
            /**
             * @description When the customer ordered (created_at); ISO 8601, UTC.
             * @example 2026-11-23T09:16:57.000Z
             */
            orderTime: string;
            /**
             * @description orderTime plus the store's SLA days.
             * @example 2026-11-25T09:16:57.000Z
             */
            dispatchByTime: string;
            /**
             * @description COD where paymentCode is one of the store's cash on delivery methods, else NCOD.
             * @example NCOD
             * @enum {string}
             */
            paymentMethod: "COD" | "NCOD";
            /**
             * @description Magento's payment method.
             * @example checkmo
             */
            paymentCode: string | null;
            /**
             * @description Currency of all amounts.
             * @example USD
             */
            currency: string | null;
            /** @description Amounts of the whole order. */
            totals: components["schemas"]["TotalsDto"];
            /** @description Who pays; null where Magento has no address. */
            billingAddress: components["schemas"]["AddressDto"] | (never | null);
            /** @description null for orders without goods to ship. */
            shippingAddress: components["schemas"]["AddressDto"] | (never | null);
            /** @description Lines that a warehouse packs. */
            orderItems: components["schemas"]["OrderItemDto"][];
            /** @description Lines that are no goods to pack, with the reason. */
            itemsLeftOut: components["schemas"]["ItemLeftOutDto"][];
            /**
             * @description The shop put it on hold: it must not be packed.
             * @example false
             */
            onHold: boolean;
            /** @description The order that this one replaces, where it was edited in Magento. */
            predecessor: components["schemas"]["OrderLinkDto"] | (never | null);
            /** @description The order that replaces this one; this one is cancelled then. */
            successor: components["schemas"]["OrderLinkDto"] | (never | null);
            /**
             * @description Number of the first order of a chain of edits.
             * @example 000000017
             */
            originalOrderCode: string | null;
            /**
             * @description How many edits led to this order.
             * @example 0
             */
            editNumber: number;
            /**
             * @description Coupon that the customer used; null for none.
             * @example SPRING10
             */
            couponCode: string | null;
            /**
             * @description What the customer wrote.
             * @example Please ring twice
             */
            customerNote: string | null;
            /** @description Gift message of the whole order; null for none. */
            giftMessage: components["schemas"]["GiftMessageDto"] | (never | null);
            /**
             * @description 1 at first, one more with each change that Magento showed.
             * @example 1
             */
            revision: number;
            /**
             * @description When it changed here; see changedSince.
             * @example 2026-11-23T09:17:12.345678Z
             */
            changedAt: string;
            /** @description Magento's created_at; ISO 8601, UTC. */
            magentoCreatedAt: string;
            /** @description Magento's updated_at; ISO 8601, UTC. It does not move with comments and tracks. */
            magentoUpdatedAt: string;
            /** @description When the order came in here first; ISO 8601, UTC. */
            firstSeenAt: string;
        };
        ExplainedPartDto: {
            /**
             * @description Its name in Magento.
             * @example gift_cards_amount
             */
            name: string;
            /**
             * @description What it is to Increff, e.g. shipping, tax, giftCard, fee.
             * @example giftCard
             */
            as: string;
            /**
             * @description As it counts in the grand total.
             * @example -5.00
             */
            amount: string;
        };
        ProposedAttributeDto: {
            /**
             * @description Where it is in Magento's answer: names joined by dots, from the order down.
             * @example extension_attributes.msp_cod_amount
             */
            path: string;
            /**
             * @description 1: added to the grand total as it stands; -1: taken away.
             * @example 1
             */
            sign: number;
            /**
             * @description A guess by its name.
             * @example codFee
             */
            as: string;
            /**
             * @description The amount has its tax in it, which the order's tax counts as well.
             * @example false
             */
            taxIncluded: boolean;
            /**
             * @description The field's amount, with the sign that it counts with.
             * @example 50.00
             */
            amount: string;
        };
        ProposalDto: {
            /** @description Entries of one proposal: they explain the difference only together. */
            attributes: components["schemas"]["ProposedAttributeDto"][];
        };
        TotalExplanationDto: {
            /**
             * @description What the customer owes by Magento, in the order's currency.
             * @example 168.00
             */
            grandTotal: string;
            /** @description What is known of it. */
            parts: components["schemas"]["ExplainedPartDto"][];
            /**
             * @description Of the grand total, what nothing explains.
             * @example 50.00
             */
            unexplained: string;
            /**
             * @description Subtotal less what the lines come to.
             * @example 0.00
             */
            linesDiffer: string;
            /**
             * @description null where it balances.
             * @example totals_not_balanced
             */
            reason: string | null;
            /** @description Each of them explains what is left. The likeliest first. */
            proposals: components["schemas"]["ProposalDto"][];
        };
        WriteOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
        };
        DryRunDto: {
            /**
             * @description Always true: nothing was sent.
             * @example true
             */
            dryRun: boolean;
            /** @description What Magento would be sent; null when there is nothing to send. */
            request: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Outcome that is known without sending anything.
             * @enum {string|null}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED" | null;
            /** @description That outcome in words; null where it is not known. */
            detail: string | null;
        };
        OrderPageDto: {
            /** @description Orders of the page. */
            items: components["schemas"]["OrderDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        CancelledLineDto: {
            /**
             * @description Magento's SKU of the line.
             * @example MUG-01
             */
            channelSkuCode: string;
            /**
             * @description The line: Magento's item_id.
             * @example 31
             */
            orderItemCode: string;
            /**
             * @description Units of the line that are cancelled by now, in all.
             * @example 2
             */
            cancelledQuantity: string;
        };
        CancelledOrderDto: {
            /**
             * @description Values by the store's setting customFields.
             * @example {
             *       "deliveryDate": "2026-11-30"
             *     }
             */
            customFields: {
                [key: string]: unknown;
            };
            /**
             * @description Magento's entity_id; negative where Magento holds another order in its place.
             * @example 18
             */
            orderCode: string;
            /**
             * @description Magento's increment_id, printed on invoice and label.
             * @example 000000018
             */
            parentOrderCode: string;
            /**
             * @description Magento's status code; null where Magento has none.
             * @example pending
             */
            status: string | null;
            /**
             * @description Magento's state.
             * @example new
             */
            state: string | null;
            /**
             * @description Where the order stands between Magento and Increff.
             * @enum {string}
             */
            syncState: "ACKNOWLEDGED" | "CANCELLED" | "HELD" | "IGNORED" | "NEW" | "WAITING";
            /** @description Why it is held, waiting or ignored; nothing_left: all goods are cancelled or refunded; replaced_in_magento: Magento holds another order under its code. */
            syncReason: string | null;
            /**
             * @description When the customer ordered (created_at); ISO 8601, UTC.
             * @example 2026-11-23T09:16:57.000Z
             */
            orderTime: string;
            /**
             * @description orderTime plus the store's SLA days.
             * @example 2026-11-25T09:16:57.000Z
             */
            dispatchByTime: string;
            /**
             * @description COD where paymentCode is one of the store's cash on delivery methods, else NCOD.
             * @example NCOD
             * @enum {string}
             */
            paymentMethod: "COD" | "NCOD";
            /**
             * @description Magento's payment method.
             * @example checkmo
             */
            paymentCode: string | null;
            /**
             * @description Currency of all amounts.
             * @example USD
             */
            currency: string | null;
            /** @description Amounts of the whole order. */
            totals: components["schemas"]["TotalsDto"];
            /** @description Who pays; null where Magento has no address. */
            billingAddress: components["schemas"]["AddressDto"] | (never | null);
            /** @description null for orders without goods to ship. */
            shippingAddress: components["schemas"]["AddressDto"] | (never | null);
            /** @description Lines that a warehouse packs. */
            orderItems: components["schemas"]["OrderItemDto"][];
            /** @description Lines that are no goods to pack, with the reason. */
            itemsLeftOut: components["schemas"]["ItemLeftOutDto"][];
            /**
             * @description The shop put it on hold: it must not be packed.
             * @example false
             */
            onHold: boolean;
            /** @description The order that this one replaces, where it was edited in Magento. */
            predecessor: components["schemas"]["OrderLinkDto"] | (never | null);
            /** @description The order that replaces this one; this one is cancelled then. */
            successor: components["schemas"]["OrderLinkDto"] | (never | null);
            /**
             * @description Number of the first order of a chain of edits.
             * @example 000000017
             */
            originalOrderCode: string | null;
            /**
             * @description How many edits led to this order.
             * @example 0
             */
            editNumber: number;
            /**
             * @description Coupon that the customer used; null for none.
             * @example SPRING10
             */
            couponCode: string | null;
            /**
             * @description What the customer wrote.
             * @example Please ring twice
             */
            customerNote: string | null;
            /** @description Gift message of the whole order; null for none. */
            giftMessage: components["schemas"]["GiftMessageDto"] | (never | null);
            /**
             * @description 1 at first, one more with each change that Magento showed.
             * @example 1
             */
            revision: number;
            /**
             * @description When it changed here; see changedSince.
             * @example 2026-11-23T09:17:12.345678Z
             */
            changedAt: string;
            /** @description Magento's created_at; ISO 8601, UTC. */
            magentoCreatedAt: string;
            /** @description Magento's updated_at; ISO 8601, UTC. It does not move with comments and tracks. */
            magentoUpdatedAt: string;
            /** @description When the order came in here first; ISO 8601, UTC. */
            firstSeenAt: string;
            /**
             * @description False where only some units are cancelled, and the rest is to be fulfilled.
             * @example false
             */
            fullyCancelled: boolean;
            /** @description Lines of which units are cancelled. */
            cancelledItems: components["schemas"]["CancelledLineDto"][];
        };
        CancelledOrderPageDto: {
            /** @description Orders of the page. */
            items: components["schemas"]["CancelledOrderDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        OrderStatusDto: {
            /**
             * @description The order: Magento's entity_id.
             * @example 18
             */
            orderCode: string;
            /**
             * @description Magento's status code right now.
             * @example processing
             */
            status: string | null;
            /** @description When Magento was asked; ISO 8601, UTC. */
            checkedAt: string;
        };
        OrderEventDto: {
            /** @description What changed, without personal data. */
            summary: {
                [key: string]: unknown;
            };
            /** @description When it happened; ISO 8601, UTC. */
            at: string;
            /**
             * @description Who caused it: Magento, Increff, a person (OPERATOR), the service itself, or a courier's event (AGGREGATOR).
             * @example MAGENTO
             * @enum {string}
             */
            source: "AGGREGATOR" | "INCREFF" | "MAGENTO" | "OPERATOR" | "SERVICE";
            /**
             * @description What happened, e.g. ORDER_SEEN, ORDER_CHANGED, ACKNOWLEDGE_APPLIED, CANCEL_REFUSED.
             * @example ORDER_SEEN
             */
            kind: string;
            /** @description Run, operation or request that ties lines together. */
            correlationId: string | null;
        };
        TimelineDto: {
            /**
             * @description The order: Magento's entity_id.
             * @example 18
             */
            orderCode: string;
            /** @description What happened to it, the earliest first. */
            events: components["schemas"]["OrderEventDto"][];
        };
        AcknowledgeOrderDto: {
            /** @description Warehouse that will fulfil the order; kept in the timeline. */
            locationCode?: string;
        };
        AcknowledgementDto: {
            /**
             * @description Order that Increff has received: Magento's entity_id.
             * @example 18
             */
            orderCode: string;
            /** @description Warehouse that will fulfil it; kept in the timeline. */
            locationCode?: string | null;
        };
        AcknowledgementsDto: {
            /** @description Orders to acknowledge; one that fails does not keep the others. */
            orders: components["schemas"]["AcknowledgementDto"][];
        };
        AcknowledgedOrderDto: {
            /**
             * @description The order, as it was asked for.
             * @example 18
             */
            orderCode: string;
            /** @description The warehouse, as it was given; null for none. */
            locationCode: string | null;
        };
        FailedOrderDto: {
            /**
             * @description The order, as it was asked for.
             * @example 18
             */
            orderCode: string;
            /** @description The warehouse, as it was given; null for none. */
            locationCode: string | null;
            /**
             * @description Code of the error, to decide by.
             * @example NOT_FOUND
             */
            code: string;
            /** @description The error in words. */
            message: string;
            /** @description True when the same request may succeed later. */
            retryable: boolean;
        };
        AcknowledgementsResultDto: {
            /** @description Orders that are acknowledged: now, or before. */
            successOrders: components["schemas"]["AcknowledgedOrderDto"][];
            /** @description Orders that are not, each with its error. */
            failedOrders: components["schemas"]["FailedOrderDto"][];
        };
        CancelOrderDto: {
            /** @description Kept in the timeline; Magento has no place for it. */
            reason?: string;
        };
        DecideOrdersDto: {
            /**
             * @description NEW_ORDER: Magento holds another order under the code; start over. SAME_ORDER: it is the one that is kept here.
             * @enum {string}
             */
            decision: "NEW_ORDER" | "SAME_ORDER";
            /** @description Left out: all orders of the store that wait for a decision. */
            orderCodes?: string[];
        };
        DecidedOrdersDto: {
            /** @description Orders that are read again by the next run of orders.changed. */
            decided: string[];
            /** @description Orders with a write that is not settled: decide once it is. */
            openWrites: string[];
        };
        InvoiceItemDto: {
            /**
             * @description Row that Magento invoiced: of a configurable or a whole bundle its parent.
             * @example 31
             */
            orderItemCode: string;
            /** @description Magento's SKU of the line. */
            channelSkuCode: string;
            /** @description Units invoiced. */
            quantity: number;
            /** @description Magento's id of the line of the invoice. */
            invoiceItemId: string | null;
            /** @description Magento's entity_id of the product. */
            productId: string | null;
            /** @description Product name at the time of the order. */
            name: string | null;
            /** @description Text of the line, which shops seldom fill. */
            description: string | null;
            /** @description Of one unit, without tax, before discount. */
            price: string | null;
            /** @description Of one unit, with tax, before discount. */
            priceInclTax: string | null;
            /** @description Of all units, without tax, before discount. */
            rowTotal: string | null;
            /** @description Of all units, with tax, before discount. */
            rowTotalInclTax: string | null;
            /** @description Tax of all units. */
            tax: string | null;
            /** @description Discount of all units, as Magento has it. */
            discount: string | null;
            /** @description Tax that a discount on prices with tax keeps hidden. */
            discountTaxCompensation: string | null;
            /** @description price in the currency of the books. */
            basePrice: string | null;
            /** @description priceInclTax in the currency of the books. */
            basePriceInclTax: string | null;
            /** @description rowTotal in the currency of the books. */
            baseRowTotal: string | null;
            /** @description rowTotalInclTax in the currency of the books. */
            baseRowTotalInclTax: string | null;
            /** @description Tax of all units, in the currency of the books. */
            baseTax: string | null;
            /** @description discountTaxCompensation in the currency of the books. */
            baseDiscountTaxCompensation: string | null;
        };
        InvoiceDto: {
            /**
             * @description Magento's entity_id.
             * @example 7
             */
            invoiceId: string;
            /**
             * @description Number printed on it.
             * @example 000000007
             */
            invoiceNumber: string | null;
            /**
             * @description Order that is invoiced: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description Magento's state: OPEN 1, PAID 2, CANCELLED 3.
             * @enum {string}
             */
            state: "CANCELLED" | "OPEN" | "PAID";
            /**
             * @description CREATED here, or FOUND in Magento: made by the shop itself.
             * @enum {string}
             */
            syncState: "CREATED" | "FOUND";
            /**
             * @description What the invoice comes to, in the order's currency.
             * @example 35.00
             */
            grandTotal: string;
            /** @description Tax within grandTotal. */
            tax: string;
            /** @description ISO 4217 code of the order's currency. */
            currency: string | null;
            /** @description Lines of the invoice. */
            items: components["schemas"]["InvoiceItemDto"][];
            /** @description When Magento made it; ISO 8601, UTC. */
            magentoCreatedAt: string | null;
            /** @description Where the shop prints it, by the store's setting invoiceDocumentUrl. */
            documentUrl: string | null;
            /** @description Comments in Magento, live: of GET only. */
            comments?: string[];
            /**
             * @description Of the payment.
             * @example pay_Jz7LmmJjjfMjPk
             */
            transactionId: string | null;
            /** @description Magento's updated_at; ISO 8601, UTC. */
            magentoUpdatedAt: string | null;
            /** @description Lines without tax, before discount. */
            subtotal: string | null;
            /** @description Lines with tax, before discount. */
            subtotalInclTax: string | null;
            /** @description As Magento has it: below zero. */
            discount: string | null;
            /** @description Tax that a discount on prices with tax keeps hidden (discount_tax_compensation_amount). */
            discountTaxCompensation: string | null;
            /** @description Shipping without tax. */
            shipping: string | null;
            /** @description Units of all lines (total_qty). */
            totalQuantity: string | null;
            /** @description ISO 4217 code of the currency of the shop's books. */
            baseCurrency: string | null;
            /** @description Factor from the store view's currency to that of the books, as Magento has it. */
            storeToBaseRate: string | null;
            /** @description Factor from the store view's currency to that of the order, as Magento has it. */
            storeToOrderRate: string | null;
            /** @description grandTotal in the currency of the books. */
            baseGrandTotal: string | null;
            /** @description Tax in the currency of the books. */
            baseTax: string | null;
            /** @description Discount in the currency of the books: below zero. */
            baseDiscount: string | null;
            /** @description Shipping without tax, in the currency of the books. */
            baseShipping: string | null;
            /** @description Magento's entity_id of the order's billing address. */
            billingAddressId: string | null;
            /** @description Magento's entity_id of the order's shipping address. */
            shippingAddressId: string | null;
        };
        InvoiceOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
            /**
             * @description Left out when the shop shows none, e.g. of an order that costs nothing.
             * @example 7
             */
            invoiceId?: string;
            /** @description The invoice as Magento shows it; left out where it shows none. */
            invoice?: components["schemas"]["InvoiceDto"];
        };
        OrderLineDto: {
            /**
             * @description orderItemCode of the order; may be left out where channelSkuCode names one item only.
             * @example 31
             */
            orderItemCode?: string;
            /**
             * @description Magento's SKU, where orderItemCode is left out; also taken as sku.
             * @example MUG-01
             */
            channelSkuCode?: string;
            /**
             * @description Units.
             * @example 2
             */
            quantity: number;
        };
        CreateInvoiceDto: {
            /** @description Left out: everything that is not invoiced yet, with the shipping cost. */
            items?: components["schemas"]["OrderLineDto"][];
            /**
             * @description True collects the money where the payment method can; false books it as paid all the same.
             * @default true
             */
            capture?: boolean;
            /**
             * @description True mails the invoice to the customer.
             * @default false
             */
            notify?: boolean;
        };
        InvoicesDto: {
            /** @description In the order in which they were made. */
            items: components["schemas"]["InvoiceDto"][];
        };
        CreditMemoItemDto: {
            /**
             * @description Row that Magento gave back: of a configurable or a bundle with one price its parent.
             * @example 31
             */
            orderItemCode: string;
            /** @description Magento's SKU of the line. */
            channelSkuCode: string;
            /** @description Units given back. */
            quantity: number;
        };
        CreditMemoDto: {
            /**
             * @description Magento's entity_id.
             * @example 4
             */
            creditMemoId: string;
            /**
             * @description Number printed on it.
             * @example 000000004
             */
            creditMemoNumber: string | null;
            /**
             * @description Order that was refunded: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description Of the request that made it; null where the shop did.
             * @example R-1001
             */
            refundId: string | null;
            /**
             * @description Magento's state: OPEN 1, REFUNDED 2, CANCELLED 3.
             * @enum {string}
             */
            state: "CANCELLED" | "OPEN" | "REFUNDED";
            /**
             * @description CREATED here, or FOUND in Magento: made by the shop itself.
             * @enum {string}
             */
            syncState: "CREATED" | "FOUND";
            /**
             * @description What was given back, in the order's currency.
             * @example 35.00
             */
            grandTotal: string;
            /** @description Tax within grandTotal. */
            tax: string;
            /** @description Shipping cost within grandTotal, without tax. */
            shipping: string;
            /** @description Given besides the lines; kept back where negative. */
            adjustment: string;
            /** @description ISO 4217 code of the order's currency. */
            currency: string | null;
            /** @description Lines that were given back; none where only amounts were. */
            items: components["schemas"]["CreditMemoItemDto"][];
            /** @description When Magento made it; ISO 8601, UTC. */
            magentoCreatedAt: string | null;
        };
        RefundOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
            /**
             * @description Magento's entity_id of the credit memo; left out where there is none.
             * @example 4
             */
            creditMemoId?: string;
            /** @description The credit memo as Magento shows it; left out where it shows none. */
            creditMemo?: components["schemas"]["CreditMemoDto"];
        };
        CreateRefundDto: {
            /**
             * @description The caller's own id of this refund, e.g. of the return: the same one gives the money back once.
             * @example R-1001
             */
            refundId: string;
            /** @description Lines and quantities to give back. Left out, with openRest false: no line, only the amounts below. */
            items?: components["schemas"]["OrderLineDto"][];
            /**
             * @description True, in place of items: everything that is invoiced, and neither shipped nor given back yet. For an order whose rest will
             *     never ship; its goods are then for sale again.
             * @default false
             */
            openRest?: boolean;
            /**
             * @description Shipping cost to give back, in the shop's base currency, as the shop shows it (with or without tax).
             * @default 0
             * @example 5.00
             */
            shippingAmount?: string;
            /**
             * @description Extra amount, in the shop's base currency.
             * @default 0
             * @example 0.00
             */
            adjustmentPositive?: string;
            /**
             * @description To keep back, in the shop's base currency.
             * @default 0
             * @example 0.00
             */
            adjustmentNegative?: string;
            /**
             * @description True has the payment method pay the money back, by the invoice of the lines; false only books it in Magento.
             * @default false
             */
            online?: boolean;
            /**
             * @description Magento's id of the invoice to pay back by, where online and the order has several.
             * @example 7
             */
            invoiceId?: string;
            /**
             * @description True makes the goods of the lines available for sale again in Magento.
             * @default false
             */
            returnToStock?: boolean;
            /**
             * @description True mails the credit memo to the customer.
             * @default false
             */
            notify?: boolean;
            /**
             * @description Stands in the comment of the credit memo.
             * @example Out of stock
             */
            reason?: string;
        };
        CreditMemosDto: {
            /** @description In the order in which they were made. */
            items: components["schemas"]["CreditMemoDto"][];
        };
        ShipmentItemDto: {
            /**
             * @description Line of the order: Magento's item_id.
             * @example 31
             */
            orderItemCode: string;
            /** @description Magento's SKU of the line. */
            channelSkuCode: string;
            /** @description Units in the parcel. */
            quantity: number;
        };
        ShipmentTrackDto: {
            /** @description AWB: the courier's number of the parcel. */
            trackNumber: string;
            /** @description Courier, as the customer reads it. */
            title: string;
            /** @description Magento's carrier code; custom for a courier that Magento does not know. */
            carrierCode: string;
        };
        ShipmentOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
            /**
             * @description Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
             * @example 8
             */
            shipmentCode: string | null;
            /** @description What is in the parcel. */
            shipmentItems: components["schemas"]["ShipmentItemDto"][];
            /** @description Its AWBs with their couriers. */
            tracks: components["schemas"]["ShipmentTrackDto"][];
        };
        TrackDto: {
            /**
             * @description AWB; also taken as track_number or awbNumber.
             * @example 1Z999AA10123456784
             */
            trackNumber: string;
            /**
             * @description Courier; also taken as transporter.
             * @example Delhivery
             */
            title?: string;
            /**
             * @description Magento's carrier code; also taken as carrier_code. The store's setting `carriers` counts before it. Left out: by the
             *     courier's name, else custom.
             * @example custom
             */
            carrierCode?: string;
        };
        DimensionsDto: {
            /** @description Length of the box, as it was scanned at packing; kept as given. */
            length?: number | null;
            /** @description Breadth of the box; also taken as width; kept as given. */
            breadth?: number | null;
            /** @description Height of the box; kept as given. */
            height?: number | null;
        };
        CreateShipmentDto: {
            /**
             * @description Increff's id of the parcel: a repeat with the same id gets the same answer.
             * @example 900123
             */
            shipmentId: string;
            /** @description What is in the parcel; also taken as shipmentItems. */
            items: components["schemas"]["OrderLineDto"][];
            /**
             * @description AWB and courier of each piece.
             * @default []
             */
            tracks?: components["schemas"]["TrackDto"][];
            /** @description Warehouse; names the MSI source where the store maps it. */
            locationCode?: string | null;
            /**
             * @description Kept with the document in Magento.
             * @example Packed by hand
             */
            comment?: string | null;
            /**
             * @description Weight of the parcel in grams.
             * @example 500
             */
            weight?: number | null;
            /** @description Size of the box. Kept here; Magento has no place for it. */
            dimensions?: components["schemas"]["DimensionsDto"] | (never | null);
            /**
             * Format: uri
             * @description Shipping label kept elsewhere, e.g. at the courier.
             */
            shippingLabelUrl?: string | null;
        };
        ShipmentDto: {
            /**
             * @description Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
             * @example 8
             */
            shipmentCode: string | null;
            /** @description Increff's id; null of a shipment that was not made here. */
            shipmentId: string | null;
            /** @description Order that is shipped: Magento's entity_id. */
            orderCode: string;
            /**
             * @description Null of a shipment that was not made here.
             * @enum {string|null}
             */
            syncState: "CREATED" | "HANDED_OVER" | "PENDING" | "REFUSED" | "VOID" | null;
            /** @description Warehouse that packed it, by Increff's code. */
            locationCode: string | null;
            /** @description MSI source it is taken from. */
            sourceCode: string | null;
            /** @description What is in the parcel. */
            shipmentItems: components["schemas"]["ShipmentItemDto"][];
            /** @description Its AWBs with their couriers. */
            tracks: components["schemas"]["ShipmentTrackDto"][];
            /** @description Set once it is handed over. */
            handoverId: string | null;
            /** @description When it was accepted here, or made in Magento; ISO 8601, UTC. */
            createdAt: string | null;
        };
        ShippingLabelDto: {
            /** @description AWB that the parcel has now; null for none. */
            awbNumber: string | null;
            /** @description Courier of that AWB; null for none. */
            transporter: string | null;
            /** @description The label itself in base64: what was stored here, else what Magento has. */
            shippingLabel?: string;
            /** @description Where the label is, where only that is known. */
            shippingLabelUrl?: string;
        };
        StoreLabelDto: {
            /**
             * @description PDF, PNG or JPEG in base64, up to 2 MiB as a file.
             * @example JVBERi0xLjQK…
             */
            shippingLabel: string;
        };
        StoredLabelDto: {
            /** @description Parcel that the label is of. */
            shipmentCode: string | null;
            /** @description AWB that the parcel has now. Once it gets another, this label is served no longer. */
            awbNumber: string | null;
            /** @description Size of the PDF. */
            bytes: number;
            /** @description When it was stored; ISO 8601, UTC. */
            storedAt: string;
            /** @description API client that gave it. */
            storedBy: string;
        };
        ParcelDto: {
            /** @description Code of the parcel that was given to Increff; null until it is created. */
            shipmentCode: string | null;
            /** @description Increff's id of the parcel. */
            shipmentId: string;
            /**
             * @description PENDING: not created yet; CREATED: packed; HANDED_OVER; REFUSED: its id is free again; VOID: undone before handover.
             * @enum {string}
             */
            syncState: "CREATED" | "HANDED_OVER" | "PENDING" | "REFUSED" | "VOID";
            /** @description What is in it now. */
            shipmentItems: components["schemas"]["ShipmentItemDto"][];
            /** @description AWBs that it has now, with their couriers. */
            tracks: components["schemas"]["ShipmentTrackDto"][];
            /** @description AWBs that it had before. Events with them still find the order. */
            formerTracks: components["schemas"]["ShipmentTrackDto"][];
        };
        FollowingWriteDto: {
            /** @description Row of the ledger; ask GET /operations/{operationId}. */
            operationId: string;
            /**
             * @description Which write it is, e.g. REMOVE_TRACK.
             * @enum {string}
             */
            kind: "ACKNOWLEDGE" | "CANCEL" | "HANDOVER" | "INVOICE" | "REFUND" | "REMOVE_TRACK" | "REPACK" | "SHIPMENT" | "TRACK" | "VOID";
            /**
             * @description PENDING: waits for the worker; RUNNING; UNKNOWN: in doubt; SETTLED: see outcome; FAILED: nothing was changed.
             * @enum {string}
             */
            state: "FAILED" | "PENDING" | "RUNNING" | "SETTLED" | "UNKNOWN";
            /**
             * @description Null: a worker has it.
             * @enum {string|null}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED" | null;
            /** @description AWB that it is about. */
            trackNumber: string | null;
            /** @description The outcome in words; null where there is nothing to say. */
            detail: string | null;
        };
        ParcelChangeOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
            /** @description The parcels as they are now. */
            parcels: components["schemas"]["ParcelDto"][];
            /** @description Writes to Magento that the change called for; a worker does what is not settled. */
            following: components["schemas"]["FollowingWriteDto"][];
        };
        ChangeTrackDto: {
            /**
             * @description AWB; also taken as track_number or awbNumber.
             * @example 1Z999AA10123456784
             */
            trackNumber: string;
            /**
             * @description Courier; also taken as transporter.
             * @example Delhivery
             */
            title?: string;
            /**
             * @description Magento's carrier code; also taken as carrier_code. The store's setting `carriers` counts before it. Left out: by the
             *     courier's name, else custom.
             * @example custom
             */
            carrierCode?: string;
            /**
             * @description AWBs whose place it takes; left out: all that the parcel has; empty: none, it is one more.
             * @example [
             *       "AWB123"
             *     ]
             */
            replaces?: string[];
        };
        RepackedParcelDto: {
            /**
             * @description The parcel, by the code from the answer to create shipment.
             * @example P-900123
             */
            shipmentCode: string;
            /** @description All that is in it from then on. Empty: the parcel becomes void. */
            items: components["schemas"]["OrderLineDto"][];
        };
        RepackDto: {
            /** @description The parcels between which lines move. Together they hold afterwards what they hold now. */
            parcels: components["schemas"]["RepackedParcelDto"][];
        };
        OpenLineDto: {
            /** @description Line of the order: Magento's item_id. */
            orderItemCode: string;
            /** @description Units that are still open. */
            quantity: number;
        };
        StillOpenDto: {
            /** @description Lines that are not invoiced in full. */
            toInvoice: components["schemas"]["OpenLineDto"][];
            /** @description Lines that are not shipped in full. */
            toShip: components["schemas"]["OpenLineDto"][];
        };
        HandoverDto: {
            /**
             * @description Id of the shipment in Magento; null where Magento shows none.
             * @example 2568
             */
            handoverId: string | null;
            /** @description Null: what was left of an order without parcels here. */
            shipmentCode: string | null;
        };
        HandoverOutcomeDto: {
            /** @description Row of the ledger; ask GET /operations/{id}. */
            operationId: string;
            /**
             * @description APPLIED: we did it. ALREADY: it was so before. DEGRADED: done in the way this Magento allows, see detail. SHADOWED: the store is in shadow mode, and nothing was sent.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "REFUSED" | "SHADOWED";
            /**
             * @description Order that was written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description Id that Magento gave to what was made. */
            magentoId?: string;
            /** @description The outcome in words. */
            detail?: string;
            /**
             * @description Id of the shipment in Magento.
             * @example 2568
             */
            handoverId: string | null;
            /**
             * @description State of the order afterwards.
             * @example complete
             */
            orderState: string;
            /** @description Magento's status code of the order afterwards; null where Magento has none. */
            orderStatus: string | null;
            /** @description What keeps the order from being complete. */
            stillOpen: components["schemas"]["StillOpenDto"];
            /** @description All handovers of the order so far. */
            handovers: components["schemas"]["HandoverDto"][];
        };
        HandoverOrderDto: {
            /** @description Parcel to hand over; left out: all of the order's parcels, or what is left where it has none here. */
            shipmentCode?: string | null;
            /**
             * @description Further tracks that the parcel got since it was packed.
             * @default []
             */
            tracks?: components["schemas"]["TrackDto"][];
            /** @description Code of the paper that lets the courier's van leave the warehouse; kept here. */
            gatePassCode?: string | null;
        };
        BoxDto: {
            /** @description Increff's id of the box. */
            boxId?: string | null;
            /** @description The courier's number of this box. */
            awbNumber?: string | null;
        };
        HandoverItemDto: {
            /**
             * @description Order of the parcel: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description Left out: all parcels of the order.
             * @example 8
             */
            shipmentCode?: string | null;
            /** @description Code of the paper that lets the courier's van leave the warehouse; kept here. */
            gatePassCode?: string | null;
            /** @description Boxes; an awbNumber that the parcel does not have yet becomes a track. */
            packBoxDetailsList?: components["schemas"]["BoxDto"][] | null;
        };
        HandoversDto: {
            /** @description Warehouse that the parcels leave, by Increff's code. */
            locationCode?: string | null;
            /** @description Parcels that the courier took; one that fails does not keep the others. */
            handoverItems: components["schemas"]["HandoverItemDto"][];
        };
        HandoverResultDto: {
            /**
             * @description What came of it: an outcome of a write, or UNKNOWN: in doubt, PENDING: a worker has it, FAILED: see code.
             * @enum {string}
             */
            outcome: "ALREADY" | "APPLIED" | "DEGRADED" | "FAILED" | "PENDING" | "REFUSED" | "SHADOWED" | "UNKNOWN";
            /** @description The order, as it was asked for. */
            orderCode: string;
            /** @description The parcel, as it was asked for; null: all of the order's. */
            shipmentCode: string | null;
            /** @description Id of the shipment in Magento; null where Magento shows none. */
            handoverId?: string | null;
            /** @description Code of the error. */
            code?: string;
            /** @description The error, or the outcome, in words. */
            message?: string;
            /** @description True when the same request may succeed later. */
            retryable?: boolean;
        };
        HandoversResultDto: {
            /** @description True when an item was not handed over. */
            hasError: boolean;
            /** @description The first error, in words. */
            errorMessage: string | null;
            /** @description One entry for each item, in the order of the request. */
            results: components["schemas"]["HandoverResultDto"][];
        };
        ManifestedItemDto: {
            /** @description Order of the parcel: Magento's entity_id. */
            orderCode: string;
            /** @description The parcel, by the code from the answer to create shipment. */
            shipmentCode: string;
            /** @description The first of its AWBs. */
            awbNumber: string | null;
            /** @description As the manifest was given them, else those of the parcel; once it is closed, as they were then. */
            awbNumbers: string[];
        };
        ManifestDto: {
            /**
             * @description Our code of the manifest, by which it is asked for.
             * @example M-12
             */
            manifestCode: string;
            /** @description Increff's id, if it gave one. */
            manifestId: string | null;
            /** @description Courier that takes the parcels. */
            transporter: string;
            /** @description Warehouse that they leave, by Increff's code. */
            locationCode: string;
            /** @description Parcels that leave with it. */
            manifestItems: components["schemas"]["ManifestedItemDto"][];
            /** @description Parcels that were made void, and do not leave with it. */
            voidParcels: string[];
            /** @description When it was recorded; ISO 8601, UTC. */
            createdAt: string;
            /** @description Null: it takes further parcels. */
            closedAt: string | null;
            /** @description API client that closed it. */
            closedBy: string | null;
        };
        ManifestItemDto: {
            /**
             * @description Order of the parcel: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /**
             * @description The parcel, by the code from the answer to create shipment.
             * @example 8
             */
            shipmentCode: string;
            /** @description AWB that the manifest shows for it; left out: those of the parcel. */
            awbNumber?: string | null;
            /** @description Boxes of the parcel, each with its AWB. */
            packboxDetailsList?: components["schemas"]["BoxDto"][] | null;
        };
        CreateManifestDto: {
            /** @description Courier. */
            transporter: string;
            /** @description Warehouse that the parcels leave, by Increff's code. */
            locationCode: string;
            /** @description Increff's id: a repeat with the same id gets the same answer. */
            manifestId?: string | null;
            /** @description Parcels that the courier takes in one go. */
            manifestItems: components["schemas"]["ManifestItemDto"][];
        };
        ManifestPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["ManifestDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        AddToManifestDto: {
            /** @description Parcels to add; those that it has already stay as they are. */
            manifestItems: components["schemas"]["ManifestItemDto"][];
        };
        InventoryLevelDto: {
            /** @description SKU as it was given; Magento ignores its case. */
            channelSkuCode: string;
            /** @description MSI source; default for stock items. */
            sourceCode: string;
            /**
             * @description Wanted, before the buffer.
             * @example 12
             */
            quantity: string;
            /** @description By location; the empty key is a request without one. */
            locations: {
                [key: string]: number;
            };
            /**
             * @description PENDING: to be pushed; PUSHED: Magento has it; FAILED: see errorCode; SHADOWED: wanted in shadow mode, not sent.
             * @enum {string}
             */
            state: "FAILED" | "PENDING" | "PUSHED" | "SHADOWED";
            /**
             * @description Magento's id of the stock item, which its own call returns; null until it was looked up, and by source.
             * @example 32380
             */
            magentoItemId: string | null;
            /** @description What Magento was last given. */
            pushedQuantity: string | null;
            /** @description When Magento was given it; ISO 8601, UTC. Null: never. */
            pushedAt: string | null;
            /** @description A write that got no answer may still land until then; the value is written once more after it. */
            inDoubtUntil: string | null;
            /** @description What Magento showed when it was last looked at. */
            magentoQuantity: string | null;
            /** @description When that was; ISO 8601, UTC. Null: never. */
            magentoCheckedAt: string | null;
            /** @description True when what is wanted, what was pushed and what Magento showed are not the same. */
            drifted: boolean;
            /**
             * @description Which of the three differs: MAGENTO, WANTED, PUSHED, or ALL.
             * @enum {string|null}
             */
            differs: "ALL" | "MAGENTO" | "PUSHED" | "WANTED" | null;
            /** @description Code of the last failure, e.g. UNKNOWN_SKU, PRODUCT_DISABLED, NOT_A_STOCK_PRODUCT, MAGENTO_SIGN_IN. */
            errorCode: string | null;
            /** @description That failure in words. */
            errorMessage: string | null;
            /** @description When the wanted value came; ISO 8601, UTC. */
            requestedAt: string;
            /**
             * @description What Magento could still sell of the SKU when that was last looked at: all sources of the website's stock, less what it
             *     reserves and the shop's out-of-stock threshold. This and what follows stands in the first level of a SKU only.
             */
            salableQuantity: string | null;
            /** @description When it was looked at; ISO 8601, UTC. Null: never. */
            salableCheckedAt: string | null;
            /**
             * @description That quantity less what had been pushed: below 0 the shop sells less than Increff says.
             * @example -2
             */
            salableDifference: string | null;
            /**
             * @description Units of it in orders that were neither shipped nor cancelled, at that time.
             * @example 2
             */
            openOrderUnits: string | null;
            /**
             * @description What the difference comes of. OPEN_ORDERS: units of open orders are all of it, which is no fault; STOCK: with them, that
             *     Magento's stock is not what was pushed; UNEXPLAINED.
             * @enum {string|null}
             */
            salableDiffers: "OPEN_ORDERS" | "STOCK" | "UNEXPLAINED" | null;
        };
        InventoryOutcomeDto: {
            /**
             * @description APPLIED: Magento has it. PENDING: stored, and pushed as soon as possible. SHADOWED: the store is in shadow mode, and nothing
             *     is sent.
             * @enum {string}
             */
            outcome: "APPLIED" | "PENDING" | "SHADOWED";
            /** @description SKU as it was given. */
            channelSkuCode: string;
            /** @description One for each source. */
            levels: components["schemas"]["InventoryLevelDto"][];
        };
        StockPlanDto: {
            /**
             * @description Always true: nothing was stored or sent.
             * @example true
             */
            dryRun: boolean;
            /** @description What Magento would be sent. */
            request: {
                [key: string]: unknown;
            };
            /** @description What Magento has now. */
            magentoQuantity: number | null;
            /** @description Whether Magento has it in stock now; null where it does not show that. */
            magentoInStock: boolean | null;
        };
        PutInventoryDto: {
            /**
             * @description Units that Magento is to have, before the buffer: a number, not a change.
             * @example 12
             */
            quantity: number;
            /** @description False: out of stock. True or left out: in stock; with nothing left Magento decides, which may take backorders. */
            inStock?: boolean | null;
            /**
             * @description Location that has them; left out: all of them together.
             * @example WH1
             */
            locationCode?: string | null;
        };
        InventoryItemDto: {
            /**
             * @description Magento's SKU, up to 64 characters.
             * @example MUG-01
             */
            channelSkuCode: string;
            /**
             * @description Units that Magento is to have, before the buffer: a number, not a change; or `consolidatedQuantity`.
             * @example 12
             */
            quantity: number;
            /**
             * @description The quantity of all locations together, in the consolidated form. It counts instead of quantity.
             * @example 12
             */
            consolidatedQuantity?: number;
            /** @description False: out of stock. True or left out: in stock; with nothing left Magento decides, which may take backorders. */
            inStock?: boolean | null;
            /**
             * @description Location of this row; left out: that of the request.
             * @example WH1
             */
            locationCode?: string | null;
        };
        PutInventoriesDto: {
            /**
             * @description Location of all rows that name none; left out: all locations together.
             * @example WH1
             */
            locationCode?: string | null;
            /** @description The last row counts of a SKU that is named twice for one location; several locations of one source are added up. */
            inventories: components["schemas"]["InventoryItemDto"][];
        };
        InventorySuccessDto: {
            /** @description SKU as it was given. */
            channelSkuCode: string;
            /** @description Units, as they were given. */
            quantity: number;
        };
        InventoryFailureDto: {
            /** @description SKU as it was given. */
            channelSkuCode: string;
            /** @description Units, as they were given. */
            quantity: number;
            /**
             * @description PENDING: stored, and not pushed yet.
             * @example UNKNOWN_SKU
             */
            code: string;
            /** @description Why Magento does not have it, in words. */
            message: string;
            /** @description True when it will be pushed without another request, or the same request may succeed later. */
            retryable: boolean;
        };
        InventoryResultDto: {
            /** @description Rows that Magento has now. */
            successList: components["schemas"]["InventorySuccessDto"][];
            /** @description Rows that Magento does not have, or not yet; see code and retryable. */
            failureList: components["schemas"]["InventoryFailureDto"][];
            /**
             * @description SHADOWED: the store is in shadow mode, and what stands in successList was planned and not sent.
             * @enum {string}
             */
            outcome?: "SHADOWED";
        };
        InventoryPageDto: {
            /** @description Levels of the page. */
            items: components["schemas"]["InventoryLevelDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        InventoryDto: {
            /** @description SKU as it was given. */
            channelSkuCode: string;
            /** @description One for each source. */
            levels: components["schemas"]["InventoryLevelDto"][];
        };
        StartInventoryRunDto: {
            /**
             * @description DRIFT_CHECK compares with Magento; FULL_PUSH does so and then pushes every level again.
             * @enum {string}
             */
            kind: "DRIFT_CHECK" | "FULL_PUSH";
        };
        SalableSummaryDto: {
            /** @description SKUs that were compared, those of longest ago first. */
            checked: number;
            /**
             * @description How many of them differ, by what it comes of: OPEN_ORDERS, STOCK, UNEXPLAINED.
             * @example {
             *       "OPEN_ORDERS": 2
             *     }
             */
            differing: {
                [key: string]: number;
            };
            /** @description SKUs that Magento showed nothing readable of; message has the first reason. */
            unread: number;
            /**
             * @description Why none, or no further one, was compared: NOT_INSTALLED, MISSING_RIGHT, or NO_STOCK of the website.
             * @enum {string|null}
             */
            skipped: "MISSING_RIGHT" | "NOT_INSTALLED" | "NO_STOCK" | null;
            /** @description What ended it early, or why a SKU was not read. */
            message: string | null;
        };
        InventoryRunDto: {
            /** @description Id of the run; ids grow with time. */
            runId: string;
            /** @description Store whose stock it is about. */
            storeCode: string;
            /**
             * @description DRIFT_CHECK compares with Magento; FULL_PUSH does so and then pushes every level again.
             * @enum {string}
             */
            kind: "DRIFT_CHECK" | "FULL_PUSH";
            /** @description NIGHTLY, MANUAL or RECONCILIATION. */
            trigger: string;
            /** @description RUNNING, DONE or FAILED. */
            state: string;
            /** @description Levels that were compared. */
            checked: number;
            /** @description Of the levels that were compared, how many differed. */
            drifted: number;
            /**
             * @description How many levels drifted, by what differs: MAGENTO, WANTED, PUSHED, ALL.
             * @example {
             *       "MAGENTO": 2
             *     }
             */
            differing: {
                [key: string]: number;
            };
            /** @description Levels that Magento showed nothing readable of; errorMessage has the first reason. */
            unread: number;
            /** @description What was pushed, against what Magento still sells; null where the run did not get there. */
            salable: components["schemas"]["SalableSummaryDto"] | (never | null);
            /** @description Levels that were queued to be pushed again. */
            queued: number;
            /** @description Code of the error that ended it; null: none did. */
            errorCode: string | null;
            /** @description That error in words, or why a level could not be read. */
            errorMessage: string | null;
            /** @description Begin; ISO 8601, UTC. */
            startedAt: string;
            /** @description End; ISO 8601, UTC. Null while it runs. */
            finishedAt: string | null;
        };
        RetryInventoryDto: {
            /**
             * @description SHADOWED: what was wanted in shadow mode, and not sent. Left out: FAILED.
             * @default FAILED
             * @enum {string}
             */
            state?: "FAILED" | "SHADOWED";
            /** @description Only this SKU. Left out: all. */
            sku?: string;
            /**
             * @description Only those that failed with this code.
             * @example MAGENTO_SIGN_IN
             */
            errorCode?: string;
        };
        RetriedInventoryDto: {
            /** @description Levels that were queued again. */
            queued: number;
        };
        DeliveryDto: {
            /**
             * @description Kind of endpoint that it goes to.
             * @enum {string}
             */
            kind: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /** @description Id of the delivery; the same for every try and replay. */
            deliveryId: string;
            /** @description Header of every try. */
            webhookId: string;
            /** @description Order that it is about; those of one order go out one after the other. */
            orderCode: string;
            /**
             * @description Notification type, RETURN_PROCESSED, ORDER, ORDER_CANCELLATION or TEST.
             * @example PICKED_UP
             */
            eventType: string;
            /**
             * @description PENDING: to be sent; DELIVERED: a 2xx came; DEAD: the last try failed; TEST: of an endpoint's test; SHADOWED: not sent.
             * @enum {string}
             */
            state: "DEAD" | "DELIVERED" | "PENDING" | "SHADOWED" | "TEST";
            /** @description Tries so far. */
            attempts: number;
            /** @description Null while an earlier one of its order code is pending, and once it is settled. */
            nextAttemptAt: string | null;
            /** @description HTTP status of the last answer; null: none came. */
            lastStatus: number | null;
            /** @description Why the last try failed; null: it did not. */
            lastError: string | null;
            /** @description When it was accepted; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was delivered or given up; ISO 8601, UTC. Null until then. */
            settledAt: string | null;
        };
        DeliveryPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["DeliveryDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        ReplayDto: {
            /**
             * @description Only those to this kind of endpoint. Left out: all.
             * @enum {string}
             */
            kind?: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /**
             * @description Left out: DEAD.
             * @default DEAD
             * @enum {string}
             */
            state?: "DEAD" | "DELIVERED" | "PENDING" | "SHADOWED" | "TEST";
            /**
             * @description Only those about this order, as their bodies name it.
             * @example 4711
             */
            orderCode?: string;
            /**
             * @description Only those of this type, e.g. DELIVERED.
             * @example DELIVERED
             */
            eventType?: string;
            /** @description Accepted at or after. */
            from?: string;
            /**
             * @description Accepted before or at.
             * @example 2026-11-02T00:00:00Z
             */
            to?: string;
            /**
             * @description True only counts.
             * @default false
             */
            dryRun?: boolean;
        };
        ReplayResultDto: {
            /** @description True where they were only counted. */
            dryRun: boolean;
            /** @description Deliveries that are sent again, with the webhook-id they had. */
            count: number;
        };
        DeliveryAttemptDto: {
            /** @description Which try, from 1 on. */
            attempt: number;
            /** @description When it began; ISO 8601, UTC. */
            at: string;
            /** @description How long it took, in milliseconds. */
            durationMs: number;
            /** @description HTTP status of the answer; null: none came. */
            status: number | null;
            /** @description Why it failed; null: it did not. */
            error: string | null;
            /** @description Method, address and names of the headers. */
            request: {
                [key: string]: unknown;
            };
            /** @description Start of the answer of a failed try. */
            response: string | null;
        };
        DeliveryDetailDto: {
            /**
             * @description Kind of endpoint that it goes to.
             * @enum {string}
             */
            kind: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /** @description Id of the delivery; the same for every try and replay. */
            deliveryId: string;
            /** @description Header of every try. */
            webhookId: string;
            /** @description Order that it is about; those of one order go out one after the other. */
            orderCode: string;
            /**
             * @description Notification type, RETURN_PROCESSED, ORDER, ORDER_CANCELLATION or TEST.
             * @example PICKED_UP
             */
            eventType: string;
            /**
             * @description PENDING: to be sent; DELIVERED: a 2xx came; DEAD: the last try failed; TEST: of an endpoint's test; SHADOWED: not sent.
             * @enum {string}
             */
            state: "DEAD" | "DELIVERED" | "PENDING" | "SHADOWED" | "TEST";
            /** @description Tries so far. */
            attempts: number;
            /** @description Null while an earlier one of its order code is pending, and once it is settled. */
            nextAttemptAt: string | null;
            /** @description HTTP status of the last answer; null: none came. */
            lastStatus: number | null;
            /** @description Why the last try failed; null: it did not. */
            lastError: string | null;
            /** @description When it was accepted; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was delivered or given up; ISO 8601, UTC. Null until then. */
            settledAt: string | null;
            /** @description As it is sent. */
            body: {
                [key: string]: unknown;
            };
            /** @description All tries that are kept, the earliest first. */
            tries: components["schemas"]["DeliveryAttemptDto"][];
        };
        EndpointDto: {
            /**
             * @description NOTIFICATION: POST of notifications; RETURN_ACK: PUT of acknowledgements; INCREFF: Increff's Standard APIs.
             * @enum {string}
             */
            kind: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /** @description What it receives; null: all. */
            types: string[] | null;
            /**
             * @description Kind whose address and secrets it has; null: its own.
             * @enum {string|null}
             */
            sameAs: "NOTIFICATION" | "RETURN_ACK" | "INCREFF" | null;
            /**
             * @description Store that the endpoint is of.
             * @example default
             */
            storeCode: string;
            /** @description Address that deliveries go to; of INCREFF, what stands before the paths. */
            url: string;
            /** @description Names of the configured headers. */
            headerNames: string[];
            /** @description Of the status text in its bodies; null: there is none. */
            language: string | null;
            /**
             * @description ENABLED, or DISABLED: its deliveries wait; see disabledReason.
             * @enum {string}
             */
            state: "DISABLED" | "ENABLED";
            /** @description GONE: it answered 410. FAILING: for 120 hours and 50 tries; tried hourly. OPERATOR. */
            disabledReason: string | null;
            /** @description Failed tries in a row. */
            failures: number;
            /** @description When the first of the failed tries in a row was; ISO 8601, UTC. Null: the last one went well. */
            failingSince: string | null;
            /** @description Not tried before. */
            pausedUntil: string | null;
            /** @description Last answer with 2xx; ISO 8601, UTC. Null: none yet. */
            lastSuccessAt: string | null;
            /** @description Last failed try; ISO 8601, UTC. Null: none yet. */
            lastFailureAt: string | null;
            /** @description Live signing secrets: 2 while a rotation is under way. */
            signingSecrets: number;
            /** @description When it was last set, enabled, disabled or given another secret; ISO 8601, UTC. */
            updatedAt: string;
        };
        PutEndpointDto: {
            /**
             * @description Another kind of which the store has an endpoint: address, headers and signing secret are those of that one, and follow it.
             *     Header `bridge-kind` of a delivery says which kind it is of.
             * @enum {string}
             */
            sameAs?: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /**
             * @description Of NOTIFICATION: the types it receives, and those that have no meaning here. Others are kept in state UNWANTED. Null: all;
             *     left out: as before.
             * @example [
             *       "DELIVERED",
             *       "RTO"
             *     ]
             */
            types?: string[] | null;
            /**
             * @description http or https, public; left out with `sameAs`.
             * @example https://merchant.example.com/notify
             */
            url?: string;
            /** @description Sent along, e.g. for sign-in; stored encrypted, never shown. Left out: as before. */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description Of NOTIFICATION: bodies get a `statusText` in this language, or in English where it has none. Null: bodies as documented,
             *     without it; left out: as before.
             * @example hi
             */
            language?: string | null;
        };
        EndpointSecretDto: {
            /**
             * @description NOTIFICATION: POST of notifications; RETURN_ACK: PUT of acknowledgements; INCREFF: Increff's Standard APIs.
             * @enum {string}
             */
            kind: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
            /** @description What it receives; null: all. */
            types: string[] | null;
            /**
             * @description Kind whose address and secrets it has; null: its own.
             * @enum {string|null}
             */
            sameAs: "NOTIFICATION" | "RETURN_ACK" | "INCREFF" | null;
            /**
             * @description Store that the endpoint is of.
             * @example default
             */
            storeCode: string;
            /** @description Address that deliveries go to; of INCREFF, what stands before the paths. */
            url: string;
            /** @description Names of the configured headers. */
            headerNames: string[];
            /** @description Of the status text in its bodies; null: there is none. */
            language: string | null;
            /**
             * @description ENABLED, or DISABLED: its deliveries wait; see disabledReason.
             * @enum {string}
             */
            state: "DISABLED" | "ENABLED";
            /** @description GONE: it answered 410. FAILING: for 120 hours and 50 tries; tried hourly. OPERATOR. */
            disabledReason: string | null;
            /** @description Failed tries in a row. */
            failures: number;
            /** @description When the first of the failed tries in a row was; ISO 8601, UTC. Null: the last one went well. */
            failingSince: string | null;
            /** @description Not tried before. */
            pausedUntil: string | null;
            /** @description Last answer with 2xx; ISO 8601, UTC. Null: none yet. */
            lastSuccessAt: string | null;
            /** @description Last failed try; ISO 8601, UTC. Null: none yet. */
            lastFailureAt: string | null;
            /** @description Live signing secrets: 2 while a rotation is under way. */
            signingSecrets: number;
            /** @description When it was last set, enabled, disabled or given another secret; ISO 8601, UTC. */
            updatedAt: string;
            /**
             * @description For checking Standard Webhooks signatures. Of a new secret only, shown this once.
             * @example whsec_…
             */
            signingSecret?: string;
        };
        EndpointTestDto: {
            /** @description Of its record: `GET /deliveries/{deliveryId}`, state TEST. */
            deliveryId: string;
            /** @description True when it answered 2xx. */
            ok: boolean;
            /** @description Header webhook-id that the sample was sent with. */
            webhookId: string;
            /** @description HTTP status of the answer; null: none came. */
            status: number | null;
            /** @description Why it failed; null: it did not. */
            error: string | null;
            /** @description How long it took, in milliseconds. */
            durationMs: number;
        };
        AlertChannelDto: {
            /** @description Store whose problems it tells; null: all stores. */
            storeCode: string | null;
            /** @description Kinds of problems that it tells; null: all. */
            problemKinds: ("alerts" | "deliveries" | "endpoint" | "events" | "held" | "late" | "parked" | "reads" | "stock" | "writes")[] | null;
            /** @description Hours after which a problem that lasts is sent again; null: it is not. */
            repeatHours: number | null;
            /** @description Begin of quiet hours, HH:MM; null: there are none. */
            quietFrom: string | null;
            /** @description End of quiet hours, HH:MM; null: there are none. */
            quietTo: string | null;
            /** @description Time zone of the quiet hours; null: there are none. */
            quietZone: string | null;
            /** @description When the first of them was; ISO 8601, UTC. Null: the last one went well. */
            failingSince: string | null;
            /** @description When a message was taken last; ISO 8601, UTC. Null: none yet. */
            lastSuccessAt: string | null;
            /** @description When a try failed last; ISO 8601, UTC. Null: none yet. */
            lastFailureAt: string | null;
            /** @description What came of the last try, where it failed. */
            lastError: string | null;
            /**
             * @description Its id.
             * @example 1
             */
            channelId: string;
            /**
             * @description What people call it.
             * @example Warehouse on call
             */
            name: string;
            /**
             * @description EMAIL, SLACK or WEBHOOK.
             * @enum {string}
             */
            kind: "EMAIL" | "SLACK" | "WEBHOOK";
            /**
             * @description Address; of Slack its host alone.
             * @example oncall@example.com
             */
            target: string;
            /** @description Without it nothing is sent. */
            enabled: boolean;
            /**
             * @description How bad a problem must be.
             * @enum {string}
             */
            leastSeverity: "NOTICE" | "SERIOUS" | "URGENT";
            /** @description So many there must be of a problem. */
            leastCount: number;
            /** @description What is URGENT is sent in quiet hours too. */
            urgentInQuiet: boolean;
            /** @description Messages that wait: for a try, or for the end of quiet hours. */
            waiting: number;
            /** @description Failed tries in a row. */
            failures: number;
            /** @description When it was made; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was changed last; ISO 8601, UTC. */
            updatedAt: string;
        };
        CreateAlertChannelDto: {
            /**
             * @description Store whose problems it tells; null: all stores, also later ones.
             * @example default
             */
            storeCode?: string | null;
            /**
             * @description Kinds of problems that it tells; null: all. reads: the shop cannot be read; writes, deliveries, stock: what failed; endpoint:
             *     one that is switched off; held, late, parked: orders that wait; events: couriers' events without an order.
             * @example [
             *       "reads",
             *       "writes"
             *     ]
             */
            problemKinds?: ("deliveries" | "endpoint" | "events" | "held" | "late" | "parked" | "reads" | "stock" | "writes")[] | null;
            /**
             * @description Hours after which a problem that lasts is sent again; null: it is not.
             * @example 24
             */
            repeatHours?: number | null;
            /**
             * @description Begin of quiet hours, HH:MM; null: there are none. What is due then is sent in one message at their end.
             * @example 22:00
             */
            quietFrom?: string | null;
            /**
             * @description End of quiet hours, HH:MM; before their begin, it is the next day's. Null: there are none.
             * @example 07:00
             */
            quietTo?: string | null;
            /**
             * @description Time zone of the quiet hours, by its name in the IANA list. Null: there are none.
             * @example Asia/Kolkata
             */
            quietZone?: string | null;
            /**
             * @description What people call it; no other channel has this name.
             * @example Warehouse on call
             */
            name: string;
            /**
             * @description EMAIL: one address, which may be a list's; SLACK: an incoming webhook of Slack; WEBHOOK: signed JSON.
             * @enum {string}
             */
            kind: "EMAIL" | "SLACK" | "WEBHOOK";
            /**
             * @description Of EMAIL the address, else the URL, which is public and https or http. Of Slack it is a secret: stored encrypted, and only its host
             *     is shown.
             * @example oncall@example.com
             */
            target: string;
            /** @description Without it nothing is sent; what waits goes on waiting. */
            enabled?: boolean;
            /**
             * @description URGENT: a promise is at risk, as where the shop cannot be read; SERIOUS: that, and what failed; NOTICE: all.
             * @example SERIOUS
             * @enum {string}
             */
            leastSeverity?: "NOTICE" | "SERIOUS" | "URGENT";
            /**
             * @description So many there must be of a problem, e.g. orders that are held.
             * @example 1
             */
            leastCount?: number;
            /** @description What is URGENT is sent in quiet hours too. */
            urgentInQuiet?: boolean;
        };
        AlertChannelSecretDto: {
            /** @description Store whose problems it tells; null: all stores. */
            storeCode: string | null;
            /** @description Kinds of problems that it tells; null: all. */
            problemKinds: ("alerts" | "deliveries" | "endpoint" | "events" | "held" | "late" | "parked" | "reads" | "stock" | "writes")[] | null;
            /** @description Hours after which a problem that lasts is sent again; null: it is not. */
            repeatHours: number | null;
            /** @description Begin of quiet hours, HH:MM; null: there are none. */
            quietFrom: string | null;
            /** @description End of quiet hours, HH:MM; null: there are none. */
            quietTo: string | null;
            /** @description Time zone of the quiet hours; null: there are none. */
            quietZone: string | null;
            /** @description When the first of them was; ISO 8601, UTC. Null: the last one went well. */
            failingSince: string | null;
            /** @description When a message was taken last; ISO 8601, UTC. Null: none yet. */
            lastSuccessAt: string | null;
            /** @description When a try failed last; ISO 8601, UTC. Null: none yet. */
            lastFailureAt: string | null;
            /** @description What came of the last try, where it failed. */
            lastError: string | null;
            /**
             * @description Its id.
             * @example 1
             */
            channelId: string;
            /**
             * @description What people call it.
             * @example Warehouse on call
             */
            name: string;
            /**
             * @description EMAIL, SLACK or WEBHOOK.
             * @enum {string}
             */
            kind: "EMAIL" | "SLACK" | "WEBHOOK";
            /**
             * @description Address; of Slack its host alone.
             * @example oncall@example.com
             */
            target: string;
            /** @description Without it nothing is sent. */
            enabled: boolean;
            /**
             * @description How bad a problem must be.
             * @enum {string}
             */
            leastSeverity: "NOTICE" | "SERIOUS" | "URGENT";
            /** @description So many there must be of a problem. */
            leastCount: number;
            /** @description What is URGENT is sent in quiet hours too. */
            urgentInQuiet: boolean;
            /** @description Messages that wait: for a try, or for the end of quiet hours. */
            waiting: number;
            /** @description Failed tries in a row. */
            failures: number;
            /** @description When it was made; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it was changed last; ISO 8601, UTC. */
            updatedAt: string;
            /**
             * @description For checking Standard Webhooks signatures. Of a new secret only, shown this once.
             * @example whsec_…
             */
            signingSecret?: string;
        };
        ChangeAlertChannelDto: {
            /**
             * @description Store whose problems it tells; null: all stores, also later ones.
             * @example default
             */
            storeCode?: string | null;
            /**
             * @description Kinds of problems that it tells; null: all. reads: the shop cannot be read; writes, deliveries, stock: what failed; endpoint:
             *     one that is switched off; held, late, parked: orders that wait; events: couriers' events without an order.
             * @example [
             *       "reads",
             *       "writes"
             *     ]
             */
            problemKinds?: ("deliveries" | "endpoint" | "events" | "held" | "late" | "parked" | "reads" | "stock" | "writes")[] | null;
            /**
             * @description Hours after which a problem that lasts is sent again; null: it is not.
             * @example 24
             */
            repeatHours?: number | null;
            /**
             * @description Begin of quiet hours, HH:MM; null: there are none. What is due then is sent in one message at their end.
             * @example 22:00
             */
            quietFrom?: string | null;
            /**
             * @description End of quiet hours, HH:MM; before their begin, it is the next day's. Null: there are none.
             * @example 07:00
             */
            quietTo?: string | null;
            /**
             * @description Time zone of the quiet hours, by its name in the IANA list. Null: there are none.
             * @example Asia/Kolkata
             */
            quietZone?: string | null;
            /**
             * @description Another name.
             * @example Warehouse at night
             */
            name?: string;
            /**
             * @description Another address of the same kind; what waits goes there at once.
             * @example night@example.com
             */
            target?: string;
            /** @description Of WEBHOOK: a new signing secret, shown in the answer, this once; the old one signs along for 24 hours. */
            newSecret?: boolean;
            /** @description Without it nothing is sent; what waits goes on waiting. */
            enabled?: boolean;
            /**
             * @description URGENT: a promise is at risk, as where the shop cannot be read; SERIOUS: that, and what failed; NOTICE: all.
             * @example SERIOUS
             * @enum {string}
             */
            leastSeverity?: "NOTICE" | "SERIOUS" | "URGENT";
            /**
             * @description So many there must be of a problem, e.g. orders that are held.
             * @example 1
             */
            leastCount?: number;
            /** @description What is URGENT is sent in quiet hours too. */
            urgentInQuiet?: boolean;
        };
        AlertTestDto: {
            /** @description True when the receiver took it. */
            ok: boolean;
            /** @description Of the test, as it was sent: Message-ID, webhook-id, or the last line in Slack. */
            messageId: string;
            /** @description What the receiver said, e.g. `250 OK` or `answered 404`. */
            answer: string;
        };
        ReturnOrderInfoDto: {
            /**
             * @description Epoch seconds, or ISO 8601.
             * @example 2026-01-02T09:00:00Z
             */
            returnOrderTime?: (number | null) | string;
            /**
             * @description The channel's id of the return order.
             * @example R10098
             */
            returnOrderId?: string | null;
            /**
             * @description AWB of the return's parcel.
             * @example RAWB1
             */
            returnAwb?: string | null;
            /**
             * @description Courier of the return.
             * @example Delhivery
             */
            transporter?: string | null;
        };
        LogisticAggregatorInfoDto: {
            /**
             * @description CLICKPOST or SHIPROCKET.
             * @example CLICKPOST
             */
            logisticAggregatorName: string;
            /** @description Free keys, e.g. `Account Code`. */
            logisticAggregatorMetaData?: {
                [key: string]: unknown;
            } | null;
        };
        NotificationItemDto: {
            /**
             * @description Id of the item, as its source names it.
             * @example 31
             */
            itemId?: string | null;
            /**
             * @description SKU of the item.
             * @example MUG-01
             */
            sku?: string | null;
            /**
             * @description Units of the item.
             * @example 1
             */
            quantity?: number | null;
        };
        InvoiceDataDto: {
            /** @description A text, or a whole number; it is delivered as it was given. */
            invoiceId: string | number;
            /**
             * Format: uri
             * @description Address of the invoice document.
             * @example https://documents.example.com/invoice-123.pdf
             */
            documentUrl?: string | null;
            /**
             * @description Status of the invoice, as Increff names it.
             * @example CREATED
             */
            invoiceStatus: string;
            /**
             * @description INVOICE or CREDIT_NOTE.
             * @example INVOICE
             */
            documentType: string;
        };
        NotificationDto: {
            /**
             * @description Epoch seconds, or ISO 8601. Left out: now, and then it looks like a repeat.
             * @example 2026-01-02T09:00:00Z
             */
            notificationUpdateTime?: (number | null) | string;
            /** @description Forward order that the event is of: Magento's entity_id or increment_id. */
            forwardOrderCode: string;
            /** @description Forward shipment that it is of; needed of INVOICE_GENERATED by the document. */
            forwardShipmentCode?: string | null;
            /** @description Null of returns. */
            forwardAwb?: string | null;
            /** @description Courier that carries the parcel. */
            courierName?: string | null;
            /**
             * @description One of the list below, or one that is not known here.
             * @example PICKED_UP
             */
            notificationType: string;
            /** @description Null or left out: of the forward order. */
            returnOrderInfo?: components["schemas"]["ReturnOrderInfoDto"] | (never | null);
            /** @description Which aggregator sent it, and what else it said. */
            logisticAggregatorInfo?: components["schemas"]["LogisticAggregatorInfoDto"] | (never | null);
            /** @description Warehouse of the order; given where the label was made through MiniOMS. */
            warehouseCode?: string | null;
            /** @description Items of the order; null for Shiprocket's forward statuses. */
            items?: components["schemas"]["NotificationItemDto"][] | null;
            /** @description Needed of INVOICE_GENERATED. */
            invoiceData?: components["schemas"]["InvoiceDataDto"] | (never | null);
        };
        NotificationAcceptedDto: {
            /** @description Id of the event; of a repeat, that of the first one. */
            notificationId: string;
            /** @description True when it came before: it is not delivered again. */
            duplicate: boolean;
            /** @description False for a type that is not in the list; it is delivered all the same. */
            known: boolean;
            /** @description True when the parcel had come further before. */
            late: boolean;
            /** @description Null where the endpoint does not receive this type: the event is kept in state UNWANTED. */
            deliveryId: string | null;
        };
        NotificationRowDto: {
            /** @description Of one that waits: what it calls its order and its parcel. */
            names: string[] | null;
            /** @description Id of the event. */
            notificationId: string;
            /** @description API, SERVICE (ourselves), or the aggregator: CLICKPOST, SHIPROCKET, … */
            source: string;
            /**
             * @description ACCEPTED: delivered; UNMAPPED: no type; MALFORMED; WAITING: no order yet; DISMISSED; UNWANTED: not of the endpoint's types.
             * @enum {string}
             */
            state: "ACCEPTED" | "DISMISSED" | "MALFORMED" | "UNMAPPED" | "UNWANTED" | "WAITING";
            /** @description Order that it is of; null where that is not known. */
            forwardOrderCode: string | null;
            /** @description Of one that waits: the type that it will go out with. */
            notificationType: string | null;
            /** @description False for a type that is not in the list. */
            known: boolean;
            /** @description When it happened, by its source; ISO 8601, UTC. */
            eventTime: string | null;
            /** @description True when the parcel had come further before. */
            late: boolean;
            /** @description As it is delivered; of others what came. */
            body: {
                [key: string]: unknown;
            };
            /** @description Start of what came, where it was no JSON. */
            raw: string | null;
            /** @description Why it is not delivered, or what is odd about it. */
            reason: string | null;
            /** @description Whether it is about a return's parcel; null where that is not known. */
            isReturn: boolean | null;
            /** @description How often it came again. */
            repeats: number;
            /** @description Its delivery to the merchant: GET /deliveries/{deliveryId}; null where there is none. */
            deliveryId: string | null;
            /** @description When it came in; ISO 8601, UTC. */
            receivedAt: string;
        };
        NotificationPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["NotificationRowDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        AssignEventDto: {
            /**
             * @description The order that it is of: entity_id or increment_id.
             * @example 4711
             */
            orderCode: string;
        };
        DismissEventDto: {
            /**
             * @description Why it is none of ours.
             * @example A parcel of another sales channel
             */
            reason: string;
        };
        DismissEventsDto: {
            /**
             * @description Why they are none of ours; it is kept beside each of them.
             * @example Parcels of another sales channel
             */
            reason: string;
            /**
             * @description Only of this aggregator.
             * @example CLICKPOST
             */
            source?: string;
            /**
             * @description Only those that call their order or parcel so.
             * @example AWB-1
             */
            name?: string;
            /**
             * @description Received at or after.
             * @example 2026-11-01T00:00:00Z
             */
            from?: string;
            /**
             * @description Received before or at.
             * @example 2026-11-02T00:00:00Z
             */
            to?: string;
            /**
             * @description True only counts, also without a condition.
             * @default false
             */
            dryRun?: boolean;
        };
        DismissedEventsDto: {
            /** @description True where they were only counted. */
            dryRun: boolean;
            /** @description Events that are dismissed, or would be. */
            count: number;
        };
        SubTaxItemDto: {
            /**
             * @description Type of tax, e.g. CGST.
             * @example CGST
             */
            type: string;
            /**
             * @description Rate of this type of tax, in percent.
             * @example 10
             */
            rate: number;
            /**
             * @description Tax of this type for one unit.
             * @example 10
             */
            taxPerUnit: number;
            /**
             * @description Total tax of this type.
             * @example 10
             */
            taxTotal: number;
        };
        ReturnOrderItemDto: {
            /**
             * @description The channel's id of this unit.
             * @example I10098_1
             */
            itemCode: string;
            /** @description The customer's reason. */
            reason: string;
            /** @description Quality check at the customer's door by the courier. */
            enableDoorStepQc?: boolean | null;
            /** @description SKU of the returned unit. */
            channelSkuCode: string;
            /** @description Name of the product; needed when Increff books the courier. */
            name?: string | null;
            /**
             * @description Brand of the product; needed where the courier asks for it.
             * @example Brand1
             */
            brand?: string | null;
            /**
             * @description Colour of the product; needed where the courier asks for it.
             * @example Black
             */
            color?: string | null;
            /**
             * @description Category of the product; needed where the courier asks for it.
             * @example Footwear
             */
            category?: string | null;
            /**
             * @description Sub-category of the product; needed where the courier asks for it.
             * @example Shoe
             */
            subCategory?: string | null;
            /**
             * @description Serial number of the product; needed where the courier asks for it.
             * @example 100
             */
            serialNumber?: string | null;
            /** @description Price of the product; needed when Increff books the courier. */
            price?: number | null;
            /**
             * @description What was paid for the product in the end; needed when Increff books the courier.
             * @example 100
             */
            finalAmountPaid?: number | null;
            /**
             * @description Address of a picture of the product.
             * @example https://shop.example.com/shoe.jpg
             */
            imageUrl?: string | null;
            /**
             * @description Store credit that was used for this line.
             * @example 0
             */
            storeCreditsUsed?: number | null;
            /** @description Taxes of the unit by type; needed where the courier asks for it. */
            subTaxItemData?: components["schemas"]["SubTaxItemDto"][] | null;
        };
        ShipmentDimensionDto: {
            /**
             * @description Breadth of the package; 1 where it is not known.
             * @default 1
             */
            breadth?: number;
            /**
             * @description Height of the package; 1 where it is not known.
             * @default 1
             */
            height?: number;
            /**
             * @description Length of the package; 1 where it is not known.
             * @default 1
             */
            length?: number;
            /**
             * @description Weight of the package in grams; 200 where it is not known.
             * @default 200
             */
            weight?: number;
        };
        ReturnAddressDto: {
            /**
             * @description Name of the customer, or of the person to ask for at the warehouse.
             * @example Jane Doe
             */
            name: string;
            /**
             * @description First line of the address.
             * @example 1 Main Street
             */
            line1: string;
            /**
             * @description Second line of the address.
             * @example Floor 2
             */
            line2?: string | null;
            /**
             * @description Third line of the address.
             * @example Opposite the station
             */
            line3?: string | null;
            /**
             * @description Town of the address.
             * @example Bengaluru
             */
            city: string;
            /**
             * @description State or region of the address.
             * @example Karnataka
             */
            state: string;
            /**
             * @description ZIP or PIN code.
             * @example 560001
             */
            zip: string;
            /**
             * @description Country, as the courier wants it written.
             * @example India
             */
            country: string;
            /**
             * @description E-mail of the customer or the warehouse.
             * @example jane@example.com
             */
            email: string;
            /**
             * @description Phone number of the customer or the warehouse.
             * @example 9999999999
             */
            phone: string;
        };
        ReturnOrderDetailsDto: {
            /**
             * @description What the courier was to collect: more than 0 when isCod.
             * @example 0
             */
            codValue: number;
            /**
             * @description Number of the invoice of the forward order; needed with CLICKPOST, as is invoiceTime.
             * @example 000000018
             */
            invoiceNumber?: string | null;
            /**
             * @description When the forward order was invoiced; needed with CLICKPOST.
             * @example 2020-10-10T10:00:00.000+05:30
             */
            invoiceTime?: string | null;
            /**
             * @description What that invoice came to.
             * @example 100
             */
            invoiceValue: number;
            /** @description True if the forward order was cash on delivery. */
            isCod: boolean;
            /**
             * @description Number of the forward shipment.
             * @example 8
             */
            forwardShipmentNumber?: string | null;
        };
        CreateReturnOrderDto: {
            /**
             * @description entity_id of the forward order, or its increment_id where the store is set so.
             * @example 4711
             */
            forwardOrderCode: string;
            /** @description The channel's id of the return: a repeat with the same body gets the same answer. */
            returnOrderCode: string;
            /** @description Warehouse that will receive it. */
            locationCode: string;
            /**
             * @description When the customer placed the return; ISO 8601 with offset.
             * @example 2020-10-16T20:22:28.000+05:30
             */
            returnOrderTime?: string | null;
            /**
             * @description Status that the channel gives it, e.g. RETURN_CREATED; kept as given.
             * @example RETURN_CREATED
             */
            returnOrderStatus?: string | null;
            /**
             * @description When the return should arrive at the warehouse.
             * @example 2020-10-20T20:22:28.000+05:30
             */
            expectedDate?: string | null;
            /** @description What comes back: one item is one unit, each with an itemCode of its own. */
            orderItems: components["schemas"]["ReturnOrderItemDto"][];
            /**
             * @description Left out where the channel books the courier: CUSTOMER_RETURN.
             * @enum {string|null}
             */
            orderType?: "CUSTOMER_RETURN" | "RETURN_TO_ORIGIN" | "SELF_SHIP" | null;
            /** @description Left out, with transporter: Increff books the courier, and the starred fields are needed. */
            awbNumber?: string | null;
            /** @description Courier of the return; not needed where Increff books the courier. */
            transporter?: string | null;
            /**
             * @description ISO 4217 code of the amounts, e.g. INR; needed when Increff books the courier.
             * @example INR
             */
            currencyCode?: string | null;
            /**
             * @description Region of the order; needed when Increff books the courier.
             * @enum {string|null}
             */
            regionType?: "INDIAN" | "INTERNATIONAL" | null;
            /**
             * @description Why the order came back; needed when Increff books the courier.
             * @example Different size
             */
            returnReason?: string | null;
            /**
             * @description GSTIN of the seller; needed with CLICKPOST, may be null with SHIPROCKET.
             * @example 29ABCDE1234F1Z5
             */
            sellerGstin?: string | null;
            /**
             * @description GSTIN of the consignee; needed where the courier asks for it.
             * @example 27ABCDE1234F1Z9
             */
            consigneeGstin?: string | null;
            /** @description Size and weight of the package; needed when Increff books the courier. */
            shipmentDimension?: components["schemas"]["ShipmentDimensionDto"] | (never | null);
            /** @description The warehouse. */
            dropAddress?: components["schemas"]["ReturnAddressDto"] | (never | null);
            /** @description The customer. */
            pickupAddress?: components["schemas"]["ReturnAddressDto"] | (never | null);
            /** @description Payment and invoice of the forward order; needed when Increff books the courier. */
            orderDetails?: components["schemas"]["ReturnOrderDetailsDto"] | (never | null);
        };
        ReturnStateChangeDto: {
            /** @description State that it came to: CREATED, IN_PROCESSING, PROCESSED or CANCELLED. */
            state: string;
            /** @description When it came to it; ISO 8601, UTC. */
            at: string;
        };
        ReturnItemStateDto: {
            /** @description The channel's id of the unit. */
            itemCode: string;
            /** @description SKU of the unit. */
            channelSkuCode: string;
            /** @description The customer's reason, or why it was cancelled. */
            reason: string;
            /**
             * @description EXPECTED: on its way; PROCESSED: checked, see qcStatus; CANCELLED: it does not come.
             * @enum {string}
             */
            state: "CANCELLED" | "EXPECTED" | "PROCESSED";
            /**
             * @description Result of the quality check: PASS or FAIL; null until it is checked.
             * @enum {string|null}
             */
            qcStatus: "FAIL" | "PASS" | null;
            /** @description Why it failed; null where it did not. */
            qcReason: string | null;
            /** @description Addresses of pictures, of a failed unit only. */
            imageUrls: string[] | null;
        };
        ReturnOrderViewDto: {
            /** @description All that it was announced with. */
            request: {
                [key: string]: unknown;
            };
            /** @description The channel's id of the return. */
            returnOrderCode: string;
            /** @description Forward order as the channel names it: entity_id or increment_id, by the store's setting. */
            forwardOrderCode: string;
            /** @description entity_id of the forward order. */
            orderCode: string;
            /** @description Warehouse that receives it, by Increff's code. */
            locationCode: string;
            /**
             * @description Who sends it back: SELF_SHIP: the customer by himself; CUSTOMER_RETURN: by courier; RETURN_TO_ORIGIN: undelivered.
             * @enum {string}
             */
            orderType: "CUSTOMER_RETURN" | "RETURN_TO_ORIGIN" | "SELF_SHIP";
            /** @description AWB of the return; null where Increff books the courier. */
            awbNumber: string | null;
            /** @description Courier of the return; null where Increff books it. */
            transporter: string | null;
            /**
             * @description CREATED; IN_PROCESSING: some units are checked; PROCESSED: all are, the merchant gets the acknowledgement; CANCELLED: none comes.
             * @enum {string}
             */
            state: "CANCELLED" | "CREATED" | "IN_PROCESSING" | "PROCESSED";
            /** @description States that it came through, the earliest first. */
            history: components["schemas"]["ReturnStateChangeDto"][];
            /** @description Its units and what came of each. */
            orderItems: components["schemas"]["ReturnItemStateDto"][];
            /** @description Delivery of the acknowledgement. */
            deliveryId: string | null;
            /** @description When it was accepted; ISO 8601, UTC. */
            createdAt: string;
            /** @description The last change of its state or of an item. */
            changedAt: string;
        };
        ReturnPageDto: {
            /** @description The newest first. */
            items: components["schemas"]["ReturnOrderViewDto"][];
            /** @description Pass it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        ReturnLineItemDto: {
            /** @description The channel's id of the unit; also taken as itemCode. */
            channelReturnItemCode: string;
            /** @description SKU of the unit. */
            channelSkuCode: string;
            /**
             * @description Price of the product.
             * @example 100
             */
            price?: number | null;
            /** @description The customer's reason. */
            reasonForReturn: string;
            /**
             * @description Line of the forward order, as the channel names it.
             * @example 31
             */
            subOrderCode?: string | null;
        };
        AddReturnItemsDto: {
            /** @description Return to add to: the channel's id. */
            returnOrderCode: string;
            /**
             * @description Forward order, as Increff's form has it; that of the return counts.
             * @example 4711
             */
            orderCode?: string | null;
            /** @description Warehouse, as Increff's form has it; that of the return counts. */
            locationCode?: string | null;
            /** @description Units that come back as well; one item is one unit. */
            returnLineItems: components["schemas"]["ReturnLineItemDto"][];
        };
        QcResultDto: {
            /** @description The channel's id of the unit, as it was announced. */
            itemCode: string;
            /** @description Needed of a unit that was not announced and came along. */
            channelSkuCode?: string | null;
            /**
             * @description Result of the quality check of the unit.
             * @enum {string}
             */
            qcStatus: "FAIL" | "PASS";
            /**
             * @description Only of FAIL; one of `GET /return/qc-reasons`, or any other text.
             * @example SIZE_MISMATCH
             */
            qcReason?: string | null;
            /** @description Only of FAIL. */
            imageUrls?: string[] | null;
        };
        ProcessReturnDto: {
            /** @description True where a result may differ from the one that stands: it was wrong. */
            correction?: boolean | null;
            /** @description Units that were checked; also taken as items. */
            orderItems: components["schemas"]["QcResultDto"][];
        };
        CancelReturnItemDto: {
            /** @description The channel's id of the unit; also taken as itemCode. */
            returnOrderItemCode: string;
            /** @description SKU of the unit. */
            channelSkuCode?: string | null;
            /** @description Why it does not come back. */
            reason?: string | null;
        };
        CancelReturnItemsDto: {
            /** @description Units that do not come back. */
            returnOrderItems: components["schemas"]["CancelReturnItemDto"][];
        };
        ReturnAckDto: {
            /** @description Return that was processed: the channel's id. */
            returnOrderCode: string;
            /** @description Units that were checked; also taken as items. */
            orderItems: components["schemas"]["QcResultDto"][];
        };
        QcReasonSeenDto: {
            /** @description A qcReason that units of the store failed for. */
            reason: string;
            /** @description How many items failed for it. */
            items: number;
        };
        QcReasonsDto: {
            /** @description Increff's list. */
            standard: string[];
            /** @description The store's setting `qcReasons`. */
            ofStore: string[];
            /** @description The most frequent first. */
            seen: components["schemas"]["QcReasonSeenDto"][];
        };
        FindByAwbDto: {
            /** @description AWB of the return's parcel. */
            awbNumber: string;
            /** @description Its courier; left out: any. */
            transporter?: string | null;
        };
        FoundReturnDto: {
            /** @description The channel's id of the return. */
            returnOrderCode: string;
            /** @description Forward order as the channel names it. */
            forwardOrderCode: string;
            /** @description Warehouse that receives it, by Increff's code. */
            locationCode: string;
            /** @description AWB of the return's parcel. */
            awbNumber: string | null;
            /** @description Courier of the return. */
            transporter: string | null;
            /** @description As the channel gave it. */
            channelReturnOrderStatus: string | null;
            /** @description State here: CREATED, IN_PROCESSING, PROCESSED or CANCELLED. */
            omniReturnOrderStatus: string;
            /** @description False where the return is cancelled. */
            isSyncedToOms: boolean;
        };
        PackDto: {
            /**
             * @description Increff's id of the parcel: a repeat with the same id gets the same answer.
             * @example 900123
             */
            shipmentId: string;
            /** @description What is in the parcel; also taken as shipmentItems. */
            items: components["schemas"]["OrderLineDto"][];
            /**
             * @description AWB and courier of each piece.
             * @default []
             */
            tracks?: components["schemas"]["TrackDto"][];
            /** @description Warehouse; names the MSI source where the store maps it. */
            locationCode?: string | null;
            /**
             * @description Kept with the document in Magento.
             * @example Packed by hand
             */
            comment?: string | null;
            /**
             * @description Weight of the parcel in grams.
             * @example 500
             */
            weight?: number | null;
            /** @description Size of the box. Kept here; Magento has no place for it. */
            dimensions?: components["schemas"]["DimensionsDto"] | (never | null);
            /**
             * Format: uri
             * @description Shipping label kept elsewhere, e.g. at the courier.
             */
            shippingLabelUrl?: string | null;
            /**
             * @description Order that was packed: Magento's entity_id.
             * @example 18
             */
            orderCode: string;
        };
        PackResultDto: {
            /**
             * @description Code of the parcel: Magento's shipment id, or P-{shipmentId} where Magento has none yet.
             * @example 8
             */
            shipmentCode: string | null;
            /** @description What is in the parcel. */
            shipmentItems: components["schemas"]["ShipmentItemDto"][];
        };
        CancelledItemDto: {
            /**
             * @description Line of the order: Magento's item_id.
             * @example 31
             */
            orderItemCode: string;
            /**
             * @description Cancelled quantity of the line in all, as an absolute number.
             * @example 2
             */
            cancelledQuantity: number;
        };
        SellerCancellationDto: {
            /**
             * @description Order that the seller cancels: Magento's entity_id.
             * @example 18
             */
            orderCode: string;
            /** @description Left out: the whole order. */
            orderItems?: components["schemas"]["CancelledItemDto"][] | null;
        };
        CancellationResultDto: {
            /** @description True when the order is not cancelled, and asking again would not help. */
            hasError: boolean;
            /** @description Why it is not cancelled, in words; null where it is. */
            errorMessage: string | null;
        };
        IncreffInvoiceDto: {
            /**
             * @description Magento's increment_id of the newest invoice that has lines.
             * @example 000000018
             */
            invoiceCode: string;
            /** @description By the store's setting invoiceDocumentUrl: Magento's REST API serves no printed invoice. */
            invoiceUrl: string | null;
            /** @description base64; null, as Magento serves none. */
            invoice: string | null;
            /** @description When Magento made it; ISO 8601, UTC. */
            invoiceDate: string | null;
        };
        IncreffLabelDto: {
            /** @description AWB of the parcel; null for none. */
            awbNumber: string | null;
            /** @description Courier of that AWB; null for none. */
            transporter: string | null;
            /** @description base64, where Magento has the label. */
            shippingLabel?: string;
            /** @description Where it is kept otherwise. */
            shippingLabelUrl?: string;
        };
        SyncRunDto: {
            /**
             * @description Orders not passed on, by reason.
             * @example {
             *       "status_not_fetched": 2
             *     }
             */
            skipped: {
                [key: string]: number;
            };
            /**
             * @description Id of the run; ids grow with time.
             * @example 42
             */
            runId: string;
            /** @description Store that was polled. */
            storeCode: string;
            /**
             * @description The question that was asked of Magento, or backfill:{id}.
             * @example orders.changed
             */
            stream: string;
            /**
             * @description What started it: TICK, the clock; MANUAL, a person; BACKFILL, a backfill or rebuild.
             * @enum {string}
             */
            trigger: "BACKFILL" | "MANUAL" | "TICK";
            /**
             * @description RUNNING; DONE; FAILED: see errorCode; ABANDONED: its process ended, and a later run goes on.
             * @enum {string}
             */
            state: "ABANDONED" | "DONE" | "FAILED" | "RUNNING";
            /** @description Lower bound asked of Magento, overlap included; ISO 8601, UTC. Null: none. */
            windowFrom: string | null;
            /** @description Upper bound asked of Magento; ISO 8601, UTC. Null: none. */
            windowTo: string | null;
            /** @description Pages of orders that were read. */
            pages: number;
            /** @description Orders in those pages. */
            seen: number;
            /** @description Orders that were not known before. */
            new: number;
            /** @description Known orders whose content differed. */
            changed: number;
            /** @description Known orders that were the same, or older than our copy. */
            unchanged: number;
            /** @description Why the run saw nothing. */
            explanation: string | null;
            /** @description Code of the error that ended it; null: none did. */
            errorCode: string | null;
            /** @description That error in words. */
            errorMessage: string | null;
            /** @description Begin; ISO 8601, UTC. */
            startedAt: string;
            /** @description End; ISO 8601, UTC. Null while it runs. */
            finishedAt: string | null;
        };
        StartedRunDto: {
            /** @description Ask GET /admin/sync/runs for it. */
            runId: string;
        };
        BackfillDto: {
            /** @description Id of the backfill. */
            backfillId: string;
            /** @description Store whose orders are read again. */
            storeCode: string;
            /** @description Orders created in Magento at or after are read; ISO 8601, UTC. */
            from: string;
            /** @description Orders created in Magento before or at are read; ISO 8601, UTC. */
            to: string;
            /**
             * @description RUNNING: goes on until it is through, over failures; DONE.
             * @enum {string}
             */
            state: "DONE" | "RUNNING";
            /** @description Creation time that the walk has reached. */
            reached: string | null;
            /** @description Failed tries in a row. */
            failures: number;
            /** @description Who asked for it: an API client, a person (`oidc:…`), or cli. */
            requestedBy: string;
            /** @description When it was asked for; ISO 8601, UTC. */
            createdAt: string;
            /** @description When it ended; ISO 8601, UTC. Null until then. */
            finishedAt: string | null;
        };
        CreateBackfillDto: {
            /** @description Store whose orders are read again. */
            storeCode: string;
            /**
             * @description Orders created in Magento at or after.
             * @example 2026-01-01T00:00:00Z
             */
            from: string;
            /**
             * @description Orders created in Magento before or at.
             * @example 2026-02-01T00:00:00Z
             */
            to: string;
            /**
             * @description Milliseconds of pause after each page, so that the shop is not crowded.
             * @default 200
             */
            pauseMs?: number;
        };
        CreateReconciliationDto: {
            /** @description Store whose orders are compared with Magento. */
            storeCode: string;
            /**
             * @description Orders created in Magento at or after.
             * @example 2026-11-01T00:00:00Z
             */
            from: string;
            /**
             * @description Orders created in Magento before or at.
             * @example 2026-11-02T00:00:00Z
             */
            to: string;
        };
        ReconciliationDto: {
            /** @description Id of the comparison. */
            reconciliationId: string;
            /** @description Store whose orders are compared. */
            storeCode: string;
            /** @description Orders created in Magento at or after are compared; ISO 8601, UTC. */
            from: string;
            /** @description Orders created in Magento before or at are compared; ISO 8601, UTC. */
            to: string;
            /**
             * @description RUNNING; DONE; FAILED: see errorMessage.
             * @enum {string}
             */
            state: "DONE" | "FAILED" | "RUNNING";
            /** @description Orders that Magento has in the range. */
            ordersMagento: number;
            /** @description Before the repair. */
            ordersHere: number;
            /** @description How many differences were found. */
            differences: number;
            /** @description Those of them that were repaired on our side. */
            repaired: number;
            /** @description Why it failed, in words; null where it did not. */
            errorMessage: string | null;
            /** @description Who asked for it: an API client, a person (`oidc:…`), cli, or schedule. */
            requestedBy: string;
            /** @description When it was asked for; ISO 8601, UTC. */
            startedAt: string;
            /** @description When it ended; ISO 8601, UTC. Null until then. */
            finishedAt: string | null;
        };
        ReconciliationDayDto: {
            /**
             * @description The day in UTC, as YYYY-MM-DD.
             * @example 2026-11-01
             */
            day: string;
            /** @description Orders that Magento has of it. */
            ordersMagento: number;
            /** @description Before the repair. */
            ordersHere: number;
        };
        DifferenceDto: {
            /**
             * @description Id of the difference.
             * @example 71
             */
            differenceId: string;
            /** @description The order: Magento's entity_id. */
            orderCode: string;
            /**
             * @description What differs. _DOUBLED: one marker of ours on two; _NOT_RECORDED: our marker, and our books do not have it.
             * @enum {string}
             */
            kind: "COMMENT_DOUBLED" | "CREDIT_MEMO_DOUBLED" | "CREDIT_MEMO_MADE_ELSEWHERE" | "CREDIT_MEMO_MISSING_IN_MAGENTO" | "CREDIT_MEMO_NOT_RECORDED" | "INVOICE_DOUBLED" | "INVOICE_MADE_ELSEWHERE" | "INVOICE_MISSING_IN_MAGENTO" | "INVOICE_NOT_RECORDED" | "ORDER_CONTENT" | "ORDER_MISSING_HERE" | "ORDER_MISSING_IN_MAGENTO" | "SHIPMENT_DOUBLED" | "SHIPMENT_MADE_ELSEWHERE" | "SHIPMENT_MISSING_IN_MAGENTO" | "SHIPMENT_NOT_RECORDED";
            /**
             * @description ERROR: a write had an effect that it should not have, and a person must act.
             * @enum {string}
             */
            severity: "ERROR" | "INFO" | "WARNING";
            /** @description What we had, without personal data; null: nothing. */
            ours: {
                [key: string]: unknown;
            } | null;
            /** @description What Magento has, without personal data; null: nothing. */
            theirs: {
                [key: string]: unknown;
            } | null;
            /** @description What it means and what to do. */
            reason: string;
            /** @description True where our side was put right, or an operator had Magento's done again or says that it is undone there. */
            repaired: boolean;
        };
        ReconciliationDetailDto: {
            /** @description Id of the comparison. */
            reconciliationId: string;
            /** @description Store whose orders are compared. */
            storeCode: string;
            /** @description Orders created in Magento at or after are compared; ISO 8601, UTC. */
            from: string;
            /** @description Orders created in Magento before or at are compared; ISO 8601, UTC. */
            to: string;
            /**
             * @description RUNNING; DONE; FAILED: see errorMessage.
             * @enum {string}
             */
            state: "DONE" | "FAILED" | "RUNNING";
            /** @description Orders that Magento has in the range. */
            ordersMagento: number;
            /** @description Before the repair. */
            ordersHere: number;
            /** @description How many differences were found. */
            differences: number;
            /** @description Those of them that were repaired on our side. */
            repaired: number;
            /** @description Why it failed, in words; null where it did not. */
            errorMessage: string | null;
            /** @description Who asked for it: an API client, a person (`oidc:…`), cli, or schedule. */
            requestedBy: string;
            /** @description When it was asked for; ISO 8601, UTC. */
            startedAt: string;
            /** @description When it ended; ISO 8601, UTC. Null until then. */
            finishedAt: string | null;
            /** @description One entry for each day of the range on which there are orders. */
            days: components["schemas"]["ReconciliationDayDto"][];
            /** @description The drift check of the stock that belongs to it; null where no stock is kept. What drifted: GET /inventory?state=DRIFTED. */
            stock: components["schemas"]["InventoryRunDto"] | (never | null);
            /** @description At most 1000, the earliest found. */
            found: components["schemas"]["DifferenceDto"][];
        };
        RepairDto: {
            /** @description Its outcome: GET /operations/{operationId}. */
            operationId: string;
        };
        ShadowKindDto: {
            /** @description Kind of operation, e.g. INVOICE. */
            kind: string;
            /** @description Would have been sent. */
            shadowed: number;
            /** @description The present integration did the same. */
            same: number;
            /** @description Magento shows one of the kind, and it differs. */
            different: number;
            /** @description Magento shows none of the kind. */
            notThere: number;
            /** @description Magento could not be asked, or does not show such a thing. */
            notCompared: number;
            /** @description Nothing was to be sent: Magento had it already (ALREADY). */
            already: number;
            /** @description Nothing was to be sent to Magento, and we recorded it (APPLIED, DEGRADED), or it was sent while the store was live. */
            recorded: number;
            /** @description Would have been refused, as in live mode. */
            refused: number;
            /** @description Not settled yet, or failed. */
            open: number;
        };
        ShadowedWriteDto: {
            /** @description GET /operations/{operationId} has the request as it would have been sent. */
            operationId: string;
            /** @description Kind of operation, e.g. INVOICE. */
            kind: string;
            /**
             * @description Order that it would have written to: Magento's entity_id.
             * @example 4711
             */
            orderCode: string;
            /** @description When it was asked for; ISO 8601, UTC. */
            createdAt: string;
            /** @description Method and path of the request; null: it was not planned before the store left shadow mode. */
            request: string | null;
            /**
             * @description SAME: the present integration did the same; DIFFERENT; NOT_THERE: Magento shows none; NOT_COMPARED.
             * @enum {string}
             */
            verdict: "DIFFERENT" | "NOT_COMPARED" | "NOT_THERE" | "SAME";
            /** @description What differs, or why it was not compared. */
            what: string | null;
            /** @description Magento's document that it was compared with. */
            magentoId: string | null;
        };
        ShadowExtraDto: {
            /** @description The order: Magento's entity_id. */
            orderCode: string;
            /** @description INVOICE, SHIPMENT, REFUND or CANCEL; ORDER: it went on in Magento, and no write was asked for here. */
            kind: string;
            /** @description Magento's id of the document; null where there is none. */
            magentoId: string | null;
            /** @description As Magento shows it, in UTC. */
            at: string | null;
            /** @description What was done, in words. */
            what: string;
        };
        ShadowedStockDto: {
            /** @description SKU as it was given. */
            channelSkuCode: string;
            /** @description MSI source; default for stock items. */
            sourceCode: string;
            /** @description What Magento would have been given, less the buffer. */
            wanted: string;
            /** @description What Magento has. */
            magentoQuantity: string | null;
            /**
             * @description SAME: Magento has what was wanted; DIFFERENT; NOT_THERE: Magento has no such stock; NOT_COMPARED.
             * @enum {string}
             */
            verdict: "DIFFERENT" | "NOT_COMPARED" | "NOT_THERE" | "SAME";
            /** @description What differs, or why it was not compared; null where it is the same. */
            what: string | null;
            /** @description When the wanted value came; ISO 8601, UTC. */
            requestedAt: string;
        };
        ShadowedDeliveryDto: {
            /** @description Kind of endpoint that it would have gone to. */
            kind: string;
            /** @description Type of the event, e.g. DELIVERED. */
            eventType: string;
            /** @description Would have been sent. What the present integration sent to the same receiver, Magento does not show. */
            shadowed: number;
        };
        ShadowReportDto: {
            /** @description Store that the report is about. */
            storeCode: string;
            /**
             * @description Mode of the store now: shadow plans and sends nothing; live sends.
             * @enum {string}
             */
            mode: "live" | "shadow";
            /** @description Begin of the time that the report is about; ISO 8601, UTC. */
            from: string;
            /** @description End of that time; ISO 8601, UTC. */
            to: string;
            /** @description Counts of the writes, by kind of operation. */
            kinds: components["schemas"]["ShadowKindDto"][];
            /** @description The writes, each with what Magento shows for it. */
            writes: components["schemas"]["ShadowedWriteDto"][];
            /** @description Done in Magento by another, and not planned here: of the orders that were read, and of orders without any write. */
            extras: components["schemas"]["ShadowExtraDto"][];
            /** @description Stock that was wanted, each row with what Magento has. */
            stock: components["schemas"]["ShadowedStockDto"][];
            /** @description Counts of what would have gone to the merchant or to Increff. */
            deliveries: components["schemas"]["ShadowedDeliveryDto"][];
            /** @description True: there is more than the lists hold; ask for a shorter time. */
            truncated: boolean;
            /** @description Orders that were read in Magento for the report. */
            ordersRead: number;
            /** @description Calls to Magento that the report took. */
            magentoCalls: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Stores_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Stores_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "outlet",
                 *       "baseUrl": "http://127.0.0.1:8080",
                 *       "storeView": "default",
                 *       "credentials": {
                 *         "scheme": "admin",
                 *         "username": "increff",
                 *         "password": "the password of that user"
                 *       },
                 *       "settings": {
                 *         "polling": {
                 *           "pollIntervalSeconds": 60
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateStoreDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreDto"];
                };
            };
            /** @description A field is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The code is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Stores_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example outlet
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Stores_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example outlet
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paused": true,
                 *       "settings": {
                 *         "polling": {
                 *           "pollIntervalSeconds": 120
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateStoreDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreDto"];
                };
            };
            /** @description A field is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Stores_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example outlet
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Work is open. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Stores_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreCheckDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Auth_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "increff",
                 *       "clientSecret": "demo-secret-1"
                 *     }
                 */
                "application/json": components["schemas"]["TokenRequestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDto"];
                };
            };
            /** @description A field is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Wrong client id or secret. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many failed tries from this address. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Auth_credentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Header names and values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Clients_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Clients_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "warehouse-north",
                 *       "scopes": [
                 *         "orders:read",
                 *         "orders:write"
                 *       ],
                 *       "storeCodes": [
                 *         "default"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateClientDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecretDto"];
                };
            };
            /** @description A field is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The id is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Clients_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the API client.
                 * @example warehouse-north
                 */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "orders:read"
                 *       ],
                 *       "newSecret": true,
                 *       "oldSecretMinutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["UpdateClientDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecretDto"];
                };
            };
            /** @description A field is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such client. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Clients_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the API client.
                 * @example warehouse-north
                 */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such client. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Writes are open. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                /** @description API client, person (`oidc:…`), `cli`, `environment`, `migration`, `retention`, `schedule`, `unknown` or `others`. */
                actor?: string;
                /** @description E.g. `sign-in.console`; with a `*` at its end all that begin so: `sign-in.*`. */
                action?: string;
                /** @description E.g. `order:7`. */
                subject?: string;
                /**
                 * @description Code of the store it was about.
                 * @example default
                 */
                storeCode?: string;
                /** @description ok; failed: it was tried, and did not go well; refused: it was not even tried. */
                result?: "failed" | "ok" | "refused";
                /** @description Done at or after. */
                from?: string;
                /** @description Done before. */
                to?: string;
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPageDto"];
                };
            };
            /** @description A parameter is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope audit:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_list: {
        parameters: {
            query?: {
                /** @description PENDING: waits for the worker; RUNNING; UNKNOWN: in doubt; SETTLED; FAILED. Left out: all. */
                state?: "FAILED" | "PENDING" | "RUNNING" | "SETTLED" | "UNKNOWN";
                /** @description Only writes of this kind. Left out: all. */
                kind?: "ACKNOWLEDGE" | "CANCEL" | "HANDOVER" | "INVOICE" | "REFUND" | "REMOVE_TRACK" | "REPACK" | "SHIPMENT" | "TRACK" | "VOID";
                /**
                 * @description Only writes to this order: its entity_id, negative where another one has replaced it in Magento.
                 * @example 4711
                 */
                orderCode?: string;
                /** @description True: only those that a person must look at. */
                needsPerson?: boolean;
                /** @description nextCursor of the page before. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_retryAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "FAILED",
                 *       "kind": "ACKNOWLEDGE",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["WaitingOperationsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationsChangedDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_withdrawAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "PENDING",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["WaitingOperationsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationsChangedDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the write, from its answer or its error.
                 * @example a0000000-0000-4000-8000-000000000001
                 */
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDetailDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such operation in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the write, from its answer or its error.
                 * @example a0000000-0000-4000-8000-000000000001
                 */
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such operation in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It is settled or under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Operations_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the write, from its answer or its error.
                 * @example a0000000-0000-4000-8000-000000000002
                 */
                operationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such operation in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not wait, or may have had an effect. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Erasures_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Erasures_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "asha@example.com",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["CreateErasureDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureDetailDto"];
                };
            };
            /** @description A field is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Orders are being written without a pause; try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Erasures_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the erasure, from the answer that began it.
                 * @example a0000000-0000-4000-8000-000000000004
                 */
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureDetailDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such erasure. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HeldOrders_releaseAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderCodes": [
                 *         "4720"
                 *       ],
                 *       "dryRun": false
                 *     }
                 */
                "application/json": components["schemas"]["ReleaseOrdersDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasedOrdersDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HeldOrders_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4719
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The order is not held. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HeldOrders_explain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4719
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotalExplanationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_list: {
        parameters: {
            query?: {
                /**
                 * @description One or more Magento status codes, comma separated.
                 * @example pending
                 */
                status?: string;
                /** @description Created in Magento at or after. */
                createdFrom?: string;
                /** @description Created in Magento before or at. */
                createdTo?: string;
                /**
                 * @description Changed here at or after: new, changed in Magento, released. Sorted by `changedAt`. Orders that changed up to two minutes
                 *     earlier come too, so that none is missed; their `revision` tells which you have.
                 */
                changedSince?: string;
                /** @description Left out: all but those that are HELD or WAITING. */
                syncState?: "ACKNOWLEDGED" | "CANCELLED" | "HELD" | "IGNORED" | "NEW" | "WAITING";
                /** @description Changed in Magento at or after; ISO 8601 with offset. */
                updatedFrom?: string;
                /** @description Changed in Magento before or at. */
                updatedTo?: string;
                /**
                 * @description Orders per page.
                 * @example 50
                 */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_pending: {
        parameters: {
            query?: {
                /** @description Orders per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_cancelled: {
        parameters: {
            query?: {
                /** @description Changed in Magento at or after; ISO 8601 with offset. */
                updatedFrom?: string;
                /** @description Changed in Magento before or at. */
                updatedTo?: string;
                /** @description Orders per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledOrderPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_get: {
        parameters: {
            query?: {
                /** @description True reads the order from Magento first. */
                refresh?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderStatusDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento has no such order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_timeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_acknowledge: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationCode": "WH1"
                 *     }
                 */
                "application/json": components["schemas"]["AcknowledgeOrderDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_acknowledgeAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orders": [
                 *         {
                 *           "orderCode": "4713",
                 *           "locationCode": "WH1"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AcknowledgementsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgementsResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Orders_cancel: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4712
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Out of stock"
                 *     }
                 */
                "application/json": components["schemas"]["CancelOrderDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ReplacedOrders_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "NEW_ORDER"
                 *     }
                 */
                "application/json": components["schemas"]["DecideOrdersDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedOrdersDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Invoices_create: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "orderItemCode": "47111",
                 *           "channelSkuCode": "MUG-01",
                 *           "quantity": 2
                 *         },
                 *         {
                 *           "orderItemCode": "47112",
                 *           "channelSkuCode": "TEE-01",
                 *           "quantity": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateInvoiceDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Invoices_list: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicesDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Refunds_list: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditMemosDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Refunds_create: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refundId": "REFUND-1",
                 *       "items": [
                 *         {
                 *           "orderItemCode": "47111",
                 *           "channelSkuCode": "MUG-01",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "shippingAmount": "0.00",
                 *       "reason": "Broken on arrival"
                 *     }
                 */
                "application/json": components["schemas"]["CreateRefundDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /**
             * @description REFUSED, or the refundId stands for other contents.
             *
             *     REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Shipments_create: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shipmentId": "900123",
                 *       "items": [
                 *         {
                 *           "orderItemCode": "47111",
                 *           "channelSkuCode": "MUG-01",
                 *           "quantity": 2
                 *         },
                 *         {
                 *           "orderItemCode": "47112",
                 *           "channelSkuCode": "TEE-01",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "tracks": [
                 *         {
                 *           "trackNumber": "1Z999AA10123456784",
                 *           "title": "Delhivery",
                 *           "carrierCode": "custom"
                 *         }
                 *       ],
                 *       "locationCode": "WH1",
                 *       "comment": "Fragile",
                 *       "weight": 1.25,
                 *       "dimensions": {
                 *         "length": 30,
                 *         "breadth": 20,
                 *         "height": 10
                 *       },
                 *       "shippingLabelUrl": "https://labels.example.com/1Z999AA10123456784.pdf"
                 *     }
                 */
                "application/json": components["schemas"]["CreateShipmentDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /**
             * @description REFUSED, or the shipmentId stands for other contents.
             *
             *     REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Shipments_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900123
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such shipment in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Labels_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900123
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/json": components["schemas"]["ShippingLabelDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such shipment, or it has no label. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Labels_store: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900123
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shippingLabel": "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMTAwIDEwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+CiUlRU9GCg=="
                 *     }
                 */
                "application/json": components["schemas"]["StoreLabelDto"] | string;
                "application/pdf": components["schemas"]["StoreLabelDto"] | string;
                "image/png": components["schemas"]["StoreLabelDto"] | string;
                "image/jpeg": components["schemas"]["StoreLabelDto"] | string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredLabelDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No parcel that was packed here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The parcel is void, or its customer was erased. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description More than 2 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Labels_pdf: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900123
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such shipment, or no label of it is here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ParcelChanges_changeTrack: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900123
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "trackNumber": "1Z999AA10123456785",
                 *       "title": "Blue Dart",
                 *       "replaces": [
                 *         "1Z999AA10123456784"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChangeTrackDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelChangeOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ParcelChanges_makeVoid: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.
                 * @example P-900126
                 */
                shipmentCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelChangeOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ParcelChanges_repack: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4714
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parcels": [
                 *         {
                 *           "shipmentCode": "P-900124",
                 *           "items": [
                 *             {
                 *               "orderItemCode": "47141",
                 *               "quantity": 1
                 *             }
                 *           ]
                 *         },
                 *         {
                 *           "shipmentCode": "P-900125",
                 *           "items": [
                 *             {
                 *               "orderItemCode": "47141",
                 *               "quantity": 1
                 *             },
                 *             {
                 *               "orderItemCode": "47142",
                 *               "quantity": 1
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RepackDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelChangeOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Handovers_handOver: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The order: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shipmentCode": "P-900123",
                 *       "gatePassCode": "GATE-1"
                 *     }
                 */
                "application/json": components["schemas"]["HandoverOrderDto"];
            };
        };
        responses: {
            /** @description The outcome, or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverOutcomeDto"] | components["schemas"]["DryRunDto"];
                };
            };
            /** @description With Prefer: respond-async. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Handovers_handOverAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationCode": "WH1",
                 *       "handoverItems": [
                 *         {
                 *           "orderCode": "4716",
                 *           "gatePassCode": "GATE-1"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HandoversDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoversResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_list: {
        parameters: {
            query?: {
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "transporter": "Blue Dart",
                 *       "locationCode": "WH1",
                 *       "manifestId": "MANIFEST-1",
                 *       "manifestItems": [
                 *         {
                 *           "orderCode": "4711",
                 *           "shipmentCode": "P-900123",
                 *           "awbNumber": "1Z999AA10123456785",
                 *           "packboxDetailsList": [
                 *             {
                 *               "boxId": "BOX-1",
                 *               "awbNumber": "1Z999AA10123456785"
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateManifestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The manifestId stands for other contents. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Code of the manifest, from the answer that made it.
                 * @example M-900001
                 */
                manifestCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "manifestItems": [
                 *         {
                 *           "orderCode": "4714",
                 *           "shipmentCode": "P-900125"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddToManifestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such manifest in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Code of the manifest, from the answer that made it.
                 * @example M-900001
                 */
                manifestCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such manifest in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description All of its parcels are void. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Code of the manifest, from the answer that made it.
                 * @example M-900001
                 */
                manifestCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestDto"];
                    "application/pdf": string;
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such manifest in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Manifests_pdf: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Code of the manifest, from the answer that made it.
                 * @example M-900001
                 */
                manifestCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such manifest in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Inventory_get: {
        parameters: {
            query?: {
                /** @description True reads Magento first. */
                refresh?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Magento's SKU, percent-encoded.
                 * @example MUG-01
                 */
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or inventory:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No quantity was ever sent for it, or Magento has no such SKU. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Inventory_put: {
        parameters: {
            query?: {
                /** @description True shows the request that Magento would get, and sends nothing. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description Magento's SKU, percent-encoded.
                 * @example MUG-01
                 */
                sku: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quantity": 12,
                 *       "inStock": true
                 *     }
                 */
                "application/json": components["schemas"]["PutInventoryDto"];
            };
        };
        responses: {
            /** @description Magento has it; or with dryRun=true the plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryOutcomeDto"] | components["schemas"]["StockPlanDto"];
                };
            };
            /** @description Stored, not pushed yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryOutcomeDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope inventory:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description UNKNOWN_SKU. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description PRODUCT_DISABLED, NOT_A_STOCK_PRODUCT, or refused by Magento. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Inventory_list: {
        parameters: {
            query?: {
                /**
                 * @description DRIFTED: wanted, pushed and Magento's quantity are not the same. LOW_STOCK: more than nothing is left, and no more than
                 *     lowStockThreshold. SALABLE_DIFFERS: Magento sells another quantity than was pushed. Left out: all.
                 */
                state?: "DRIFTED" | "FAILED" | "LOW_STOCK" | "PENDING" | "PUSHED" | "SALABLE_DIFFERS" | "SHADOWED";
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or inventory:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Inventory_putAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. The same request with it gets the same answer byte for byte. */
                "Idempotency-Key"?: string;
                /** @description respond-async: an answer at once (202), while a worker does it. Without it the answer takes about 40 seconds at most. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "inventories": [
                 *         {
                 *           "channelSkuCode": "MUG-01",
                 *           "quantity": 12
                 *         },
                 *         {
                 *           "channelSkuCode": "TEE-01",
                 *           "quantity": 0,
                 *           "inStock": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PutInventoriesDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope inventory:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    InventoryAdmin_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "DRIFT_CHECK"
                 *     }
                 */
                "application/json": components["schemas"]["StartInventoryRunDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryRunDto"];
                };
            };
            /** @description A field is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description A run of the store is under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    InventoryAdmin_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "MUG-01"
                 *     }
                 */
                "application/json": components["schemas"]["RetryInventoryDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedInventoryDto"];
                };
            };
            /** @description A field is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    InventoryAdmin_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryRunDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Deliveries_list: {
        parameters: {
            query?: {
                /** @description Only those to this kind of endpoint. Left out: all. */
                kind?: "NOTIFICATION" | "RETURN_ACK" | "INCREFF";
                /** @description PENDING: to be sent; DELIVERED; DEAD: given up; TEST: of an endpoint's test; SHADOWED: not sent. Left out: all. */
                state?: "DEAD" | "DELIVERED" | "PENDING" | "SHADOWED" | "TEST";
                /**
                 * @description Only those about this order, as their bodies name it.
                 * @example 4711
                 */
                orderCode?: string;
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Deliveries_replayAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "NOTIFICATION",
                 *       "state": "DEAD",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["ReplayDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Deliveries_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the delivery, from GET /deliveries.
                 * @example a0000000-0000-4000-8000-000000000003
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetailDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such delivery in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Deliveries_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the delivery, from GET /deliveries.
                 * @example a0000000-0000-4000-8000-000000000003
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such delivery in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It is pending. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example RETURN_ACK
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "http://127.0.0.1:3001/returns",
                 *       "headers": {
                 *         "x-tenant": "north"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PutEndpointDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecretDto"];
                };
            };
            /** @description A field is wrong, or the address is private. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example INCREFF
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Deliveries wait for it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example RETURN_ACK
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecretDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_test: {
        parameters: {
            query?: {
                /**
                 * @description What the sample is of; each kind of endpoint has types of its own.
                 * @example TEST
                 */
                type?: "TEST" | "SHIPPING_LABEL_GENERATED" | "OUT_FOR_PICKUP" | "RETURN_PICKED_UP" | "OUT_FOR_DELIVERY" | "FAILED_DELIVERY" | "DELIVERED" | "RTO" | "RETURN_ORDER_PLACED" | "AWB_GENERATED" | "CANCELLED" | "RTO_DELIVERED" | "EXCHANGE_PICKUP" | "EXCHANGE_DELIVERED" | "PICKUP_CANCELLED" | "SHIPMENT_STUCK" | "SLA_BREACHED" | "LOST" | "DAMAGED" | "INVOICED" | "READY_TO_SHIP" | "PICKUP_SCHEDULED" | "SHIPPED" | "PAYMENT_FAILED" | "UNFULFILLABLE" | "PICKUP_QUEUE" | "PICKUP_RESCHEDULED" | "PICKUP_ERROR" | "CANCELLATION_REQUESTED" | "IN_TRANSIT" | "UNDELIVERED" | "DELAYED" | "PARTIAL_DELIVERED" | "DESTROYED" | "FULFILLED" | "REACHED_DESTINATION_HUB" | "MISROUTED" | "PICKED_UP" | "RTO_ACKNOWLEDGED" | "DESTINATION_HUB_INSCAN" | "INVOICE_GENERATED" | "RETURN_PROCESSED" | "RETURN_CORRECTED";
            };
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example RETURN_ACK
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointTestDto"];
                };
            };
            /** @description There is no sample of this type. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example RETURN_ACK
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Endpoints_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description Kind of endpoint: which messages it receives.
                 * @example RETURN_ACK
                 */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store, or no such endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannelDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Operators",
                 *       "kind": "WEBHOOK",
                 *       "target": "http://127.0.0.1:3001/alerts",
                 *       "leastSeverity": "SERIOUS",
                 *       "repeatHours": 24,
                 *       "quietFrom": "22:00",
                 *       "quietTo": "07:00",
                 *       "quietZone": "Asia/Kolkata"
                 *     }
                 */
                "application/json": components["schemas"]["CreateAlertChannelDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannelSecretDto"];
                };
            };
            /** @description A field is wrong, the address is private, or e-mail is not set up (SMTP_URL). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Another channel has this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the alert channel, from the answer that made it.
                 * @example 900001
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannelDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such channel. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the alert channel, from the answer that made it.
                 * @example 900001
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "leastCount": 5
                 *     }
                 */
                "application/json": components["schemas"]["ChangeAlertChannelDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannelSecretDto"];
                };
            };
            /** @description A field is wrong, or the address is private. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such channel, or no such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Another channel has this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the alert channel, from the answer that made it.
                 * @example 900002
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such channel. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AlertChannels_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the alert channel, from the answer that made it.
                 * @example 900001
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertTestDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such channel. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Webhooks_courier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The courier's name in the store's setting `couriers`.
                 * @example swiftly
                 */
                courier: string;
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "awb": "1Z999AA10123456785",
                 *       "order": "4711",
                 *       "status": "OUT",
                 *       "at": "2026-01-03T10:00:00Z"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such store or courier, or not its secret. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Notifications_list: {
        parameters: {
            query?: {
                /**
                 * @description UNMAPPED: a status without a type; MALFORMED: kept for inspection; WAITING: its order is not known yet; DISMISSED: an operator
                 *     said that it is none of ours; UNWANTED: the endpoint does not receive its type.
                 */
                state?: "ACCEPTED" | "DISMISSED" | "MALFORMED" | "UNMAPPED" | "UNWANTED" | "WAITING";
                /**
                 * @description Only events of this order, as their bodies name it.
                 * @example 4711
                 */
                forwardOrderCode?: string;
                /** @description Only events of this notification type, e.g. DELIVERED. */
                type?: string;
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Notifications_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "forwardOrderCode": "4711",
                 *       "forwardShipmentCode": "P-900123",
                 *       "forwardAwb": "1Z999AA10123456785",
                 *       "courierName": "Blue Dart",
                 *       "notificationType": "PICKED_UP",
                 *       "notificationUpdateTime": 1767258000,
                 *       "warehouseCode": "WH1"
                 *     }
                 */
                "application/json": components["schemas"]["NotificationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationAcceptedDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WaitingEvents_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the event, from GET /notifications.
                 * @example 900001
                 */
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderCode": "4711"
                 *     }
                 */
                "application/json": components["schemas"]["AssignEventDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationRowDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such notification or order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It waits for no order. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WaitingEvents_dismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the event, from GET /notifications.
                 * @example 900002
                 */
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "A parcel of another sales channel"
                 *     }
                 */
                "application/json": components["schemas"]["DismissEventDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationRowDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such notification or order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It waits for no order. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WaitingEvents_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description Id of the event, from GET /notifications.
                 * @example 900003
                 */
                notificationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationRowDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such notification or order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It waits for no order. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WaitingEvents_dismissAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "CLICKPOST",
                 *       "reason": "Parcels of another sales channel",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["DismissEventsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissedEventsDto"];
                };
            };
            /** @description No condition is given, or one is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope notifications:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such notification or order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It waits for no order. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Webhooks_clickpost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "waybill": "1Z999AA10123456785",
                 *       "clickpost_status_code": 6,
                 *       "timestamp": "2026-01-02 09:00:00",
                 *       "additional": {
                 *         "order_id": "4711"
                 *       }
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such store, or not its key. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Webhooks_shiprocket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "awb": "1Z999AA10123456785",
                 *       "order_id": "4711",
                 *       "current_status": "OUT FOR DELIVERY",
                 *       "current_status_id": 17,
                 *       "current_timestamp": "03 01 2026 09:00:00"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such store, or not its key. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Webhooks_shipway: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "awb": "1Z999AA10123456785",
                 *       "order_id": "4711",
                 *       "current_status": "In Transit"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such store, or not its key. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Webhooks_eshipz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tracking_number": "1Z999AA10123456785",
                 *       "order_id": "4711",
                 *       "tag": "InTransit"
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such store, or not its key. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_list: {
        parameters: {
            query?: {
                /** @description CREATED; IN_PROCESSING: some units are checked; PROCESSED: all are; CANCELLED. Left out: all. */
                state?: "CANCELLED" | "CREATED" | "IN_PROCESSING" | "PROCESSED";
                /** @description Only returns of this forward order, as the channel names it. */
                forwardOrderCode?: string;
                /**
                 * @description Only those that changed then or later. Those that changed up to two minutes earlier come too, so that none is missed; their
                 *     `changedAt` tells which you have.
                 */
                changedSince?: string;
                /** @description Rows per page. */
                limit?: number;
                /** @description nextCursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnPageDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "forwardOrderCode": "4711",
                 *       "returnOrderCode": "RETURN-1",
                 *       "locationCode": "WH1",
                 *       "orderType": "CUSTOMER_RETURN",
                 *       "awbNumber": "1Z999AA10123456786",
                 *       "transporter": "Delhivery",
                 *       "orderItems": [
                 *         {
                 *           "itemCode": "RETURN-1-1",
                 *           "reason": "Different size",
                 *           "channelSkuCode": "MUG-01",
                 *           "name": "Mug, white",
                 *           "price": 12.5
                 *         },
                 *         {
                 *           "itemCode": "RETURN-1-2",
                 *           "reason": "Not needed",
                 *           "channelSkuCode": "TEE-01",
                 *           "name": "T-shirt, L",
                 *           "price": 20
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateReturnOrderDto"];
            };
        };
        responses: {
            /** @description Accepted; empty body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such forward order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The returnOrderCode stands for another body. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The channel's id of the return, as it was announced.
                 * @example RETURN-1
                 */
                returnOrderCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOrderViewDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such return order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "returnOrderCode": "RETURN-1",
                 *       "locationCode": "WH1",
                 *       "returnLineItems": [
                 *         {
                 *           "channelReturnItemCode": "RETURN-1-3",
                 *           "channelSkuCode": "MUG-01",
                 *           "reasonForReturn": "Not needed"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddReturnItemsDto"];
            };
        };
        responses: {
            /** @description Accepted; empty body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such return order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Items of it are processed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_process: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
                /** @description Up to 255 characters, kept 72 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The channel's id of the return, as it was announced.
                 * @example RETURN-1
                 */
                returnOrderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderItems": [
                 *         {
                 *           "itemCode": "RETURN-1-1",
                 *           "channelSkuCode": "MUG-01",
                 *           "qcStatus": "FAIL",
                 *           "qcReason": "SIZE_MISMATCH"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ProcessReturnDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOrderViewDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such return order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description An item has another result already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path: {
                /**
                 * @description The channel's id of the return, as it was announced.
                 * @example RETURN-1
                 */
                returnOrderCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "returnOrderItems": [
                 *         {
                 *           "returnOrderItemCode": "RETURN-1-2",
                 *           "channelSkuCode": "TEE-01",
                 *           "reason": "The customer keeps it"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CancelReturnItemsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOrderViewDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such return order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The return is processed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_acknowledge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "returnOrderCode": "RETURN-1",
                 *       "orderItems": [
                 *         {
                 *           "itemCode": "RETURN-1-1",
                 *           "channelSkuCode": "MUG-01",
                 *           "qcStatus": "FAIL",
                 *           "qcReason": "SIZE_MISMATCH"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReturnAckDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnOrderViewDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such return order. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description An item was cancelled. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_qcReasons: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QcReasonsDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Returns_findByAwb: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "awbNumber": "1Z999AA10123456786",
                 *       "transporter": "Delhivery"
                 *     }
                 */
                "application/json": components["schemas"]["FindByAwbDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundReturnDto"][];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read or returns:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused or being moved, or a shop or the database cannot be reached; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    StandardForms_pack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderCode": "4717",
                 *       "shipmentId": "900127",
                 *       "items": [
                 *         {
                 *           "orderItemCode": "47171",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "tracks": [
                 *         {
                 *           "trackNumber": "1Z999AA10123456784",
                 *           "title": "Delhivery",
                 *           "carrierCode": "custom"
                 *         }
                 *       ],
                 *       "locationCode": "WH1",
                 *       "shippingLabelUrl": "https://labels.example.com/900127.pdf"
                 *     }
                 */
                "application/json": components["schemas"]["PackDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    StandardForms_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderCode": "4718",
                 *       "orderItems": [
                 *         {
                 *           "orderItemCode": "47181",
                 *           "cancelledQuantity": 2
                 *         },
                 *         {
                 *           "orderItemCode": "47182",
                 *           "cancelledQuantity": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SellerCancellationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationResultDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:write is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description REFUSED by Magento for good; ORDER_BUSY: another write to the order is under way or in doubt; ORDER_DISPUTED, ORDER_REPLACED: Magento shows another order under this code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    StandardForms_invoice: {
        parameters: {
            query: {
                /**
                 * @description Order that is invoiced: Magento's entity_id.
                 * @example 4711
                 */
                orderCode: string;
                /** @description The shipment's code, from the answer to create shipment. */
                shipmentCode?: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncreffInvoiceDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order or document in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    StandardForms_label: {
        parameters: {
            query: {
                /**
                 * @description The shipment's code, from the answer to create shipment.
                 * @example P-900127
                 */
                shipmentCode: string;
            };
            header?: {
                /** @description Store to act for, where authDomainName is not sent; two that differ are refused (400). May be left out by a client of one store. */
                "X-Store-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncreffLabelDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope orders:read is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such order or document in this store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store has moved to another database of the service: `cell` names it. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento refused or failed; message has its words. Of a write: nothing was changed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento cannot be reached, or is too slow to be waited for; see Retry-After. Of a write: nothing was changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Magento did not answer. Of a write: with the code OUTCOME_UNKNOWN it was sent and is settled by a worker; with any other nothing was changed. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sync_listRuns: {
        parameters: {
            query?: {
                /**
                 * @description Store of the runs; left out: all.
                 * @example default
                 */
                storeCode?: string;
                /** @description Stream of the runs. */
                stream?: "orders.cancelled" | "orders.changed" | "orders.new" | "orders.pending" | "orders.sweep";
                /** @description Runs per page. */
                limit?: number;
                /** @description Runs before this id; id of the last run of the page before. */
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRunDto"][];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sync_startRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
                /**
                 * @description The question that is asked of Magento.
                 * @example orders.changed
                 */
                stream: "orders.cancelled" | "orders.changed" | "orders.new" | "orders.pending" | "orders.sweep";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRunDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The stream is running already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sync_rebuild: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sync_createBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeCode": "default",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-01-02T00:00:00Z",
                 *       "pauseMs": 0
                 *     }
                 */
                "application/json": components["schemas"]["CreateBackfillDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sync_backfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the backfill, from the answer that began it.
                 * @example a0000000-0000-4000-8000-000000000005
                 */
                backfillId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillDto"];
                };
            };
            /** @description A parameter or field is wrong; errors[] names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such backfill. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Reconciliation_list: {
        parameters: {
            query?: {
                /** @description Only those of this store. Left out: all. */
                storeCode?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDto"][];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Reconciliation_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeCode": "default",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-01-02T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateReconciliationDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDto"];
                };
            };
            /** @description A field is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description One of this store is under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Reconciliation_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the comparison, from the answer that began it.
                 * @example a0000000-0000-4000-8000-000000000006
                 */
                reconciliationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDetailDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such reconciliation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Reconciliation_repair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the comparison, from the answer that began it.
                 * @example a0000000-0000-4000-8000-000000000006
                 */
                reconciliationId: string;
                /**
                 * @description Id of the difference, from the comparison that found it.
                 * @example 900001
                 */
                differenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such difference. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It was not made through this service, or is repaired already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Reconciliation_undone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the comparison, from the answer that began it.
                 * @example a0000000-0000-4000-8000-000000000006
                 */
                reconciliationId: string;
                /**
                 * @description Id of the difference, from the comparison that found it.
                 * @example 900002
                 */
                differenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such difference. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Nothing is too much, or it is undone already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ShadowReport_report: {
        parameters: {
            query?: {
                /** @description Asked for at or after; left out: a day ago. */
                from?: string;
                /** @description Asked for before or at; left out: now. */
                to?: string;
                /** @description Orders that are read in Magento at most, about four calls each; writes of further ones are NOT_COMPARED. */
                orders?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Code of the store (authDomainName, X-Store-Code).
                 * @example default
                 */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShadowReportDto"];
                };
            };
            /** @description A parameter is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No or wrong credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Scope admin is missing, or the store is not the client's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No such store. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The store is paused. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text format of Prometheus. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    Health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Says which part is down. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
