import { CreateStoresAndClients1795392000000 } from './1795392000000-CreateStoresAndClients.js';
import { CreateOrders1795392100000 } from './1795392100000-CreateOrders.js';
import { CreateSync1795392200000 } from './1795392200000-CreateSync.js';
import { CreateOperations1795392300000 } from './1795392300000-CreateOperations.js';
import { CreateFulfilment1795392400000 } from './1795392400000-CreateFulfilment.js';
import { CreateInventory1795392500000 } from './1795392500000-CreateInventory.js';
import { CreateDeliveries1795392600000 } from './1795392600000-CreateDeliveries.js';
import { CreateNotifications1795392700000 } from './1795392700000-CreateNotifications.js';
import { CreateReturns1795392800000 } from './1795392800000-CreateReturns.js';
import { CreateAudit1795392900000 } from './1795392900000-CreateAudit.js';
import { AddSearchIndexes1795393000000 } from './1795393000000-AddSearchIndexes.js';
import { CreateReconciliation1795393100000 } from './1795393100000-CreateReconciliation.js';
import { CreateIncreffPush1795393200000 } from './1795393200000-CreateIncreffPush.js';
import { AddIdleRunIndex1795393300000 } from './1795393300000-AddIdleRunIndex.js';
import { AddOpenReturnIndex1795393400000 } from './1795393400000-AddOpenReturnIndex.js';
import { AddReconciliationDays1795393500000 } from './1795393500000-AddReconciliationDays.js';
import { DropTimelineForeignKey1795393600000 } from './1795393600000-DropTimelineForeignKey.js';
import { TrustReadings1795395600000 } from './1795395600000-TrustReadings.js';
import { AddRereadIndex1795395700000 } from './1795395700000-AddRereadIndex.js';
import { AddIdempotencyLock1795396600000 } from './1795396600000-AddIdempotencyLock.js';
import { AddDoubledDifferences1795396600010 } from './1795396600010-AddDoubledDifferences.js';
import { AddOperationEvidence1795400000000 } from './1795400000000-AddOperationEvidence.js';
import { AddOperationAttentionIndex1795400100000 } from './1795400100000-AddOperationAttentionIndex.js';
import { AddStockEvidence1795401100000 } from './1795401100000-AddStockEvidence.js';
import { AddCredentialVersions1795404000000 } from './1795404000000-AddCredentialVersions.js';
import { ChainAuditLog1795500000000 } from './1795500000000-ChainAuditLog.js';
import { CreateErasures1795600000000 } from './1795600000000-CreateErasures.js';
import { AddErasureIndexes1795600100000 } from './1795600100000-AddErasureIndexes.js';
import { AddConsolePeople1795700000000 } from './1795700000000-AddConsolePeople.js';
import { AddConsolePersonIndex1795700100000 } from './1795700100000-AddConsolePersonIndex.js';
import { CloseChainFunction1795710000000 } from './1795710000000-CloseChainFunction.js';
import { OpenNotificationSources1795790000000 } from './1795790000000-OpenNotificationSources.js';
import { CreateDeletedOrders1795800000000 } from './1795800000000-CreateDeletedOrders.js';
import { AddDeletionIndexes1795800100000 } from './1795800100000-AddDeletionIndexes.js';
import { AddErasureStoreIndex1795800200000 } from './1795800200000-AddErasureStoreIndex.js';
import { AddFailedAt1795900000000 } from './1795900000000-AddFailedAt.js';
import { RefuseActorWords1795900100000 } from './1795900100000-RefuseActorWords.js';
import { AddOrderDetails1795910000000 } from './1795910000000-AddOrderDetails.js';
import { AddSyncColumns1796110000000 } from './1796110000000-AddSyncColumns.js';
import { FillSyncColumns1796110100000 } from './1796110100000-FillSyncColumns.js';
import { AddSyncStatesView1796110200000 } from './1796110200000-AddSyncStatesView.js';
import { ShowEventsOnce1796500000000 } from './1796500000000-ShowEventsOnce.js';
import { CreateCreditMemos1796600000000 } from './1796600000000-CreateCreditMemos.js';
import { ShowCreditMemos1796600100000 } from './1796600100000-ShowCreditMemos.js';
import { AddPackingBench1796700000000 } from './1796700000000-AddPackingBench.js';
import { ValidateShipmentStates1796700100000 } from './1796700100000-ValidateShipmentStates.js';
import { KeepShipmentMode1796400000000 } from './1796400000000-KeepShipmentMode.js';
import { AddOrderChanges1796200000000 } from './1796200000000-AddOrderChanges.js';
import { AddOrderChangeIndexes1796200100000 } from './1796200100000-AddOrderChangeIndexes.js';
import { ResolveEvents1796300000000 } from './1796300000000-ResolveEvents.js';
import { AddWaitingEventIndexes1796300100000 } from './1796300100000-AddWaitingEventIndexes.js';
import { AddReturnPushes1796800000000 } from './1796800000000-AddReturnPushes.js';
import { AddReturnIndexes1796800100000 } from './1796800100000-AddReturnIndexes.js';
import { ValidateDifferenceKinds1796900000000 } from './1796900000000-ValidateDifferenceKinds.js';
import { KeepLabels1797000000000 } from './1797000000000-KeepLabels.js';
import { CloseManifests1797000100000 } from './1797000100000-CloseManifests.js';
import { ValidateManifests1797000200000 } from './1797000200000-ValidateManifests.js';
import { AddInvoiceDetails1797000300000 } from './1797000300000-AddInvoiceDetails.js';
import { AddShadowStates1797100000000 } from './1797100000000-AddShadowStates.js';
import { ValidateShadowStates1797100100000 } from './1797100100000-ValidateShadowStates.js';
import { AddEndpointSettings1797200000000 } from './1797200000000-AddEndpointSettings.js';
import { AddUnwantedIndex1797200100000 } from './1797200100000-AddUnwantedIndex.js';
import { AddSalableQuantity1797300000000 } from './1797300000000-AddSalableQuantity.js';
import { ValidateSalableDiffers1797300100000 } from './1797300100000-ValidateSalableDiffers.js';
import { TidyForDbas1797350000000 } from './1797350000000-TidyForDbas.js';
import { AddAuditViews1797360000000 } from './1797360000000-AddAuditViews.js';
import { NoteChangesByHand1797370000000 } from './1797370000000-NoteChangesByHand.js';
import { FindSkusInAnySpelling1797380000000 } from './1797380000000-FindSkusInAnySpelling.js';
import { AddProblemMarks1797400000000 } from './1797400000000-AddProblemMarks.js';
import { AddConsoleIndexes1797400100000 } from './1797400100000-AddConsoleIndexes.js';
import { RewordComments1797550000000 } from './1797550000000-RewordComments.js';
import { CreateAlerts1797600000000 } from './1797600000000-CreateAlerts.js';
import { LeaveOutWithdrawnWrites1797650000000 } from './1797650000000-LeaveOutWithdrawnWrites.js';
import { AddSetUpSteps1797700000000 } from './1797700000000-AddSetUpSteps.js';
import { CreateCells1798100000000 } from './1798100000000-CreateCells.js';
import { FindRunningComparisons1797800000000 } from './1797800000000-FindRunningComparisons.js';
import { KeepTriesOfWrites1797900000000 } from './1797900000000-KeepTriesOfWrites.js';
import { KeepStockItems1798200000000 } from './1798200000000-KeepStockItems.js';
import { CountStoreMoves1798300000000 } from './1798300000000-CountStoreMoves.js';

/** In the order in which they run. A list rather than a glob, so that a file cannot be forgotten silently. */
export const migrations = [
  CreateStoresAndClients1795392000000,
  CreateOrders1795392100000,
  CreateSync1795392200000,
  CreateOperations1795392300000,
  CreateFulfilment1795392400000,
  CreateInventory1795392500000,
  CreateDeliveries1795392600000,
  CreateNotifications1795392700000,
  CreateReturns1795392800000,
  CreateAudit1795392900000,
  AddSearchIndexes1795393000000,
  CreateReconciliation1795393100000,
  CreateIncreffPush1795393200000,
  AddIdleRunIndex1795393300000,
  AddOpenReturnIndex1795393400000,
  AddReconciliationDays1795393500000,
  DropTimelineForeignKey1795393600000,
  TrustReadings1795395600000,
  AddRereadIndex1795395700000,
  AddIdempotencyLock1795396600000,
  AddDoubledDifferences1795396600010,
  AddOperationEvidence1795400000000,
  AddOperationAttentionIndex1795400100000,
  AddStockEvidence1795401100000,
  AddCredentialVersions1795404000000,
  ChainAuditLog1795500000000,
  CreateErasures1795600000000,
  AddErasureIndexes1795600100000,
  AddConsolePeople1795700000000,
  AddConsolePersonIndex1795700100000,
  CloseChainFunction1795710000000,
  OpenNotificationSources1795790000000,
  CreateDeletedOrders1795800000000,
  AddDeletionIndexes1795800100000,
  AddErasureStoreIndex1795800200000,
  AddFailedAt1795900000000,
  RefuseActorWords1795900100000,
  AddOrderDetails1795910000000,
  AddSyncColumns1796110000000,
  FillSyncColumns1796110100000,
  AddSyncStatesView1796110200000,
  AddOrderChanges1796200000000,
  AddOrderChangeIndexes1796200100000,
  ResolveEvents1796300000000,
  AddWaitingEventIndexes1796300100000,
  KeepShipmentMode1796400000000,
  ShowEventsOnce1796500000000,
  CreateCreditMemos1796600000000,
  ShowCreditMemos1796600100000,
  AddPackingBench1796700000000,
  ValidateShipmentStates1796700100000,
  AddReturnPushes1796800000000,
  AddReturnIndexes1796800100000,
  ValidateDifferenceKinds1796900000000,
  KeepLabels1797000000000,
  CloseManifests1797000100000,
  ValidateManifests1797000200000,
  AddInvoiceDetails1797000300000,
  AddShadowStates1797100000000,
  ValidateShadowStates1797100100000,
  AddEndpointSettings1797200000000,
  AddUnwantedIndex1797200100000,
  AddSalableQuantity1797300000000,
  ValidateSalableDiffers1797300100000,
  TidyForDbas1797350000000,
  AddAuditViews1797360000000,
  NoteChangesByHand1797370000000,
  FindSkusInAnySpelling1797380000000,
  AddProblemMarks1797400000000,
  AddConsoleIndexes1797400100000,
  RewordComments1797550000000,
  CreateAlerts1797600000000,
  LeaveOutWithdrawnWrites1797650000000,
  AddSetUpSteps1797700000000,
  FindRunningComparisons1797800000000,
  KeepTriesOfWrites1797900000000,
  CreateCells1798100000000,
  KeepStockItems1798200000000,
  CountStoreMoves1798300000000,
];
