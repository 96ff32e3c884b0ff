-- By which groups the prices of a quote or a layaway were agreed: it stays when the cart is gone,
-- and the sale that the cart becomes is judged by it.

alter table parked_cart add column agreed jsonb;
