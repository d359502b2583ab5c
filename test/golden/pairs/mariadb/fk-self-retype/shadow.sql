CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `pid` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kp` (`pid`),
  CONSTRAINT `fk_x` FOREIGN KEY (`pid`) REFERENCES `shadow` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
