import { MultiRegionConsistency, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { keptTable, text } from './kept-table.ts';
import type { Table } from './permissions/table-rights.ts';

/**
 * The tables of a shop that stands in several regions. They are strongly consistent: what one region has written every
 * region reads, and a condition is judged for all of them, so that the same order in two regions is one order. Of eventually
 * consistent ones each region would take it. AWS has such tables in three regions of a continent, one of which
 * may be a witness that keeps the log alone
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html#V2globaltables_HowItWorks.consistency-modes).
 */
export interface SharedTables {
  /** The stack of this region owns the tables; those of others only use them. */
  readonly home: string;
  readonly replicas: readonly string[];
  readonly witness?: string | undefined;
}

export interface ShopTablesProps {
  readonly region: string;
  /** Without it the tables are this region's alone. */
  readonly shared?: SharedTables;
}

export class ShopTables extends Construct {
  readonly catalogue: Table;
  readonly stock: Table;
  readonly orders: Table;

  constructor(scope: Construct, id: string, { region, shared }: ShopTablesProps) {
    super(scope, id);
    const table = (name: string, key: string): Table => {
      if (shared === undefined) return keptTable(scope, name, text(key));
      const tableName = `StateyardShop${name}`;
      if (region !== shared.home) return TableV2.fromTableName(this, name, tableName);
      return keptTable(scope, name, text(key), { ...everywhere(shared), tableName });
    };
    this.catalogue = table('Catalogue', 'sku');
    this.stock = table('Stock', 'sku');
    this.orders = table('Orders', 'orderId');
  }
}

function everywhere({ replicas, witness }: SharedTables): Partial<TablePropsV2> {
  return {
    multiRegionConsistency: MultiRegionConsistency.STRONG,
    replicas: replicas.map((region) => ({ region })),
    ...(witness !== undefined && { witnessRegion: witness }),
  };
}
