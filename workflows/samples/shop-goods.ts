/** What the sample shop sells, at which price, and how many of it there are. Prices in minor units. */
export const shopGoods = [
  { sku: 'mug-blue', name: 'Blue mug', unitPrice: 1290, currency: 'EUR', available: 1000 },
  { sku: 'tea-assam', name: 'Assam tea, 250 g', unitPrice: 890, currency: 'EUR', available: 1000 },
  { sku: 'teapot-glass', name: 'Glass teapot', unitPrice: 4590, currency: 'EUR', available: 1 },
  { sku: 'kettle-copper', name: 'Copper kettle', unitPrice: 12900, currency: 'EUR', available: 0 },
  { sku: 'tray-oak', name: 'Oak tray, sold in pounds', unitPrice: 3900, currency: 'GBP', available: 20 },
] as const;
