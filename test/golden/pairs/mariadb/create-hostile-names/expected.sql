CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL,
  `a``b` int(11) DEFAULT NULL,
  `c'd` int(11) DEFAULT NULL,
  `select` int(11) DEFAULT NULL,
  `*/ drop` int(11) DEFAULT NULL COMMENT '/*!50000 x */',
  PRIMARY KEY (`id`),
  KEY `k``1` (`a``b`),
  KEY `--` (`select`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
