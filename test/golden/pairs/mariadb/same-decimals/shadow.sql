CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `d` decimal(10,2) unsigned NOT NULL,
  `f` float unsigned DEFAULT NULL,
  `dbl` double unsigned zerofill DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
