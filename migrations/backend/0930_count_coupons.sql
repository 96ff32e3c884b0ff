-- How many coupons a promotion has, and how many of them were used.
create index coupon_by_promotion on coupon (tenant, promotion);
