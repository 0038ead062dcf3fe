import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { documents } from '../../aws/clients.ts';
import { STORAGE_UNAVAILABLE, storageFailureOf } from '../../aws/storage-failure.ts';
import { Product } from '../pricing.ts';
import { shopSettings } from './shop-settings.ts';

/** The products of these SKUs as they are sold right now; what is not sold is not among them. */
export async function readProducts(skus: readonly string[]): Promise<ReadonlyMap<string, Product>> {
  const { catalogueTable } = shopSettings();
  const Keys = [...new Set(skus)].map((sku) => ({ sku }));
  const request = new BatchGetCommand({ RequestItems: { [catalogueTable]: { Keys, ConsistentRead: true } } });
  const { Responses: found = {}, UnprocessedKeys: left = {} } = await documents()
    .send(request)
    .catch((thrown: unknown) => {
      throw storageFailureOf(thrown);
    });
  if (Object.keys(left).length > 0) {
    throw new TaskError(STORAGE_UNAVAILABLE, `${catalogueTable} left a part of the products unread.`);
  }
  const products = (found[catalogueTable] ?? []).map((item) => Product.parse(item));
  return new Map(products.map((product) => [product.sku, product]));
}
